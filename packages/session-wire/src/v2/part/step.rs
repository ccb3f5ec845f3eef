//! The parts that frame a request to the language model.

use crate::Timestamp;
use crate::open_enum::open_enum;
use crate::record::record;
use crate::v2::{ModelRef, Tokens};

record! {
    /// A request to the language model begins.
    #[derive(Default)]
    StepStartPart {
        /// The files before it.
        snapshot?: String,
    }
}

record! {
    /// A request to the language model has ended.
    #[derive(Default)]
    StepFinishPart {
        /// Why the model stopped.
        reason: String,
        /// The files after it.
        snapshot?: String,
        /// What it cost, in US dollars.
        cost?: f64,
        /// The tokens that it took.
        tokens?: Tokens,
        /// The model that answered, where a router chose it.
        model?: ModelRef,
        /// How fast the model wrote, where the agent measures it.
        metrics?: StepMetrics,
        /// How long it took.
        time?: StepTime,
    }
}

record! {
    /// How fast a model wrote.
    #[derive(Default)]
    StepMetrics {
        /// Tokens read, a second.
        prompt?: f64,
        /// Tokens written, a second.
        generation?: f64,
        /// Who measured it.
        source?: MetricsSource,
    }
}

open_enum! {
    /// Who measured a model's speed.
    MetricsSource {
        /// The model's provider.
        Provider = "provider",
        /// The agent.
        Computed = "computed",
    }
}

record! {
    /// How long a request to the language model took.
    #[derive(Default)]
    StepTime {
        /// When it began.
        start?: Timestamp,
        /// When it ended.
        end?: Timestamp,
        /// How long it took, in milliseconds.
        elapsed?: f64,
    }
}

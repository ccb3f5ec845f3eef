//! Putting a project online.

use serde::{Deserialize, Serialize};

use crate::open_enum::open_enum;
use crate::record::record;

/// What became of putting a project online.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Answer", into = "Answer")]
pub enum DeployOutput {
    /// It is online.
    Deployed(Deployed),
    /// The backend would not.
    Refused(DeployRefused),
}

/// A project that is online.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployed {
    /// The deployment.
    pub deployment_id: String,
    /// Where the project is.
    pub deployment_url: Option<String>,
    /// Whether it was there before.
    pub already_deployed: bool,
}

/// Why a project was not put online.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeployRefused {
    /// Why.
    pub error: DeployRefusal,
    /// The same in a sentence.
    pub message: String,
}

open_enum! {
    /// Why a project was not put online.
    DeployRefusal {
        /// There are no credits left.
        PaymentRequired = "payment_required",
        /// Its address may not be called that.
        InvalidSlug = "invalid_slug",
        /// Another project has that address.
        SlugTaken = "slug_taken",
    }
}

record! {
    /// Either result, as it travels.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    Answer {
        /// Which of them.
        success: bool,
        /// Of a success.
        deployment_id?: String,
        /// Of a success.
        deployment_url?: String,
        /// Of a success.
        already_deployed?: bool,
        /// Of a refusal.
        error?: DeployRefusal,
        /// Of a refusal.
        message?: String,
    }
}

impl TryFrom<Answer> for DeployOutput {
    type Error = &'static str;

    fn try_from(answer: Answer) -> Result<Self, Self::Error> {
        match (answer.success, answer.deployment_id, answer.error) {
            (true, Some(deployment_id), _) => Ok(Self::Deployed(Deployed {
                deployment_id,
                deployment_url: answer.deployment_url,
                already_deployed: answer.already_deployed.unwrap_or_default(),
            })),
            (true, None, _) => Err("a deployment without `deploymentId`"),
            (false, _, Some(error)) => Ok(Self::Refused(DeployRefused {
                error,
                message: answer.message.unwrap_or_default(),
            })),
            (false, _, None) => Err("neither a deployment nor an `error`"),
        }
    }
}

impl From<DeployOutput> for Answer {
    fn from(output: DeployOutput) -> Self {
        match output {
            DeployOutput::Deployed(deployed) => Self {
                success: true,
                deployment_id: Some(deployed.deployment_id),
                deployment_url: deployed.deployment_url,
                already_deployed: Some(deployed.already_deployed),
                ..Self::default()
            },
            DeployOutput::Refused(refused) => Self {
                error: Some(refused.error),
                message: Some(refused.message),
                ..Self::default()
            },
        }
    }
}

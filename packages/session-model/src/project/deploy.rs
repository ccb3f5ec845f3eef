//! Putting a project online.

use super::Project;
use crate::change::{Change, Step};
use crate::effect::Effect;
use crate::input::{CallError, DeployReply};

/// Whether a project is online.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Deployment {
    /// It is not.
    #[default]
    None,
    /// It is being put there.
    Deploying,
    /// It is.
    Deployed {
        /// The deployment's identity.
        id: String,
        /// Where it is, once the backend has said so.
        url: Option<String>,
    },
    /// The backend would not: no credits, a name that is taken or not allowed.
    Refused {
        /// Which reason, in the backend's word.
        reason: String,
        /// The same in a sentence.
        message: String,
    },
    /// The backend could not be asked.
    Failed(CallError),
}

impl Project {
    pub(super) fn deploy(&mut self, step: &mut Step) {
        if self.deployment == Deployment::Deploying {
            return;
        }
        self.deployment = Deployment::Deploying;
        step.mark(Change::Project);
        step.ask(Effect::Deploy {
            project: self.id.clone(),
        });
    }

    pub(super) fn deployed(&mut self, result: Result<DeployReply, CallError>, step: &mut Step) {
        self.deployment = match result {
            Ok(DeployReply::Deployed { id, url }) => Deployment::Deployed { id, url: Some(url) },
            Ok(DeployReply::Refused { reason, message }) => Deployment::Refused { reason, message },
            Err(error) => Deployment::Failed(error),
        };
        step.mark(Change::Project);
    }
}

//! Putting a project online.

use session_wire::call::{DeployOutput, DeployRefusal};

use super::Project;
use crate::change::{Change, Step};
use crate::effect::Effect;
use crate::input::CallError;

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
        /// Why.
        reason: DeployRefusal,
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

    pub(super) fn deployed(&mut self, result: Result<DeployOutput, CallError>, step: &mut Step) {
        self.deployment = match result {
            Ok(DeployOutput::Deployed(deployed)) => Deployment::Deployed {
                id: deployed.deployment_id,
                url: deployed.deployment_url,
            },
            Ok(DeployOutput::Refused(refused)) => Deployment::Refused {
                reason: refused.error,
                message: refused.message,
            },
            Err(error) => Deployment::Failed(error),
        };
        step.mark(Change::Project);
    }
}

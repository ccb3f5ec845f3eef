//! What a project is set to: the model that answers, the page that is looked at, the repository.

use session_wire::call;

use super::{Deployment, Project};
use crate::change::{Change, Step};

/// What a project is set to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Its title; empty before it is loaded.
    pub title: String,
    /// The model that answers, where known.
    pub model: Option<String>,
    /// The page of the preview that the person has gone to.
    pub iframe_url: Option<String>,
    /// The repository that it was moved to, `owner/name`.
    pub repository: Option<String>,
}

/// One setting that the person or the host has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The model that answers from the next message on.
    Model(String),
    /// The page of the preview that the person has gone to.
    IframeUrl(Option<String>),
    /// The repository that the project was moved to.
    Repository(Option<String>),
}

impl Project {
    /// Takes in what the backend knows; what was set here and it does not know stays.
    pub(super) fn take_settings(&mut self, project: &call::Project) {
        let column = |name: &str| {
            let value = project.extra.get(name).and_then(serde_json::Value::as_str);
            value.map(str::to_owned)
        };
        self.settings.title.clone_from(&project.title);
        self.settings.model = project
            .model_id
            .clone()
            .or_else(|| self.settings.model.take());
        let known = self.settings.repository.take();
        self.settings.repository = column("git_repo_full_name").or(known);
        if self.deployment == Deployment::None
            && let Some(id) = column("deployment_id")
        {
            self.deployment = Deployment::Deployed { id, url: None };
        }
    }

    pub(super) fn set(&mut self, setting: Setting, step: &mut Step) {
        let before = self.settings.clone();
        match setting {
            Setting::Model(model) => self.settings.model = Some(model),
            Setting::IframeUrl(url) => self.settings.iframe_url = url,
            Setting::Repository(repository) => self.settings.repository = repository,
        }
        if self.settings != before {
            step.mark(Change::Project);
        }
    }
}

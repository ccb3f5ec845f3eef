//! What link and footnote references in a document refer to.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use unicase::UniCase;

use super::links::Policy;

/// A label of a reference, compared as `CommonMark` does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Label {
    /// The label of a link.
    Link(UniCase<String>),
    /// The label of a footnote.
    Footnote(UniCase<String>),
}

impl Label {
    pub(crate) fn link(text: &str) -> Self {
        Self::Link(UniCase::new(collapsed(text)))
    }

    pub(crate) fn footnote(text: &str) -> Self {
        Self::Footnote(UniCase::new(collapsed(text)))
    }
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a link reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) url: String,
    pub(crate) title: String,
}

/// Every definition that can no longer change, and what else decides how words are read.
#[derive(Clone, Debug)]
pub(crate) struct Definitions {
    policy: Rc<Policy>,
    patience: usize,
    links: HashMap<Label, Target>,
    footnotes: HashSet<Label>,
}

/// A mark that has waited for its partner for this many bytes rather stands for itself.
const PATIENCE: usize = 1_536;

impl Default for Definitions {
    fn default() -> Self {
        Self {
            policy: Rc::default(),
            patience: PATIENCE,
            links: HashMap::new(),
            footnotes: HashSet::new(),
        }
    }
}

impl Definitions {
    /// No definitions.
    pub(crate) fn under(policy: Rc<Policy>) -> Self {
        Self {
            policy,
            ..Self::default()
        }
    }

    /// No definitions, and marks are waited for as many bytes as given.
    #[cfg(test)]
    pub(crate) fn with_patience(patience: usize) -> Self {
        Self {
            patience,
            ..Self::default()
        }
    }

    /// Forgets every definition.
    pub(crate) fn clear(&mut self) {
        self.links.clear();
        self.footnotes.clear();
    }

    /// How many bytes a mark without its partner is waited for.
    pub(crate) fn patience(&self) -> usize {
        self.patience
    }

    /// What the host says of links and images.
    pub(crate) fn policy(&self) -> &Rc<Policy> {
        &self.policy
    }

    /// Where the link reference `label` leads.
    pub(crate) fn target(&self, label: &str) -> Option<&Target> {
        if self.links.is_empty() {
            return None;
        }
        self.links.get(&Label::link(label))
    }

    /// Whether `label` is defined.
    pub(crate) fn has(&self, label: &Label) -> bool {
        match label {
            Label::Link(_) => self.links.contains_key(label),
            Label::Footnote(_) => self.footnotes.contains(label),
        }
    }

    /// Adds a link's definition; the first one for a label wins. Returns whether it was new.
    pub(crate) fn add_link(&mut self, label: Label, target: Target) -> bool {
        if self.links.contains_key(&label) {
            return false;
        }
        self.links.insert(label, target);
        true
    }

    /// Adds a footnote's definition. Returns whether it was new.
    pub(crate) fn add_footnote(&mut self, label: Label) -> bool {
        self.footnotes.insert(label)
    }
}

//! The pages of the gallery, each with an address that can be linked to.

use session_wire::ProjectId;

/// What the gallery shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// The whole chat of a project; of the first one where none is named.
    Conversation(Option<ProjectId>),
    /// Every block of an answer.
    Markdown,
    /// Every tool card in each of its states.
    Tools,
    /// A session of each generation.
    Messages,
    /// What agents ask, and messages that wait for them.
    Prompts,
    /// A project that is empty, loads, fails, reconnects.
    States,
    /// A conversation of so many turns.
    Long(u32),
}

/// How many turns the long conversation has where its address does not say.
const LONG: u32 = 500;

impl Page {
    /// Every page, in the order of the navigation.
    pub(crate) const ALL: [Self; 7] = [
        Self::Conversation(None),
        Self::Markdown,
        Self::Tools,
        Self::Messages,
        Self::Prompts,
        Self::States,
        Self::Long(LONG),
    ];

    /// The page's name in the navigation.
    pub(crate) fn title(&self) -> &'static str {
        match self {
            Self::Conversation(_) => "Conversation",
            Self::Markdown => "Markdown",
            Self::Tools => "Tools",
            Self::Messages => "Messages",
            Self::Prompts => "Prompts",
            Self::States => "States",
            Self::Long(_) => "Long",
        }
    }

    /// Where it is, to be put behind the `#` of a web address.
    pub(crate) fn address(&self) -> String {
        let name = self.title().to_lowercase();
        match self {
            Self::Conversation(Some(project)) => format!("{name}/{project}"),
            Self::Long(turns) => format!("{name}/{turns}"),
            _ => name,
        }
    }

    /// The page at an address; none for an address of nothing.
    pub(crate) fn at(address: &str) -> Option<Self> {
        let (name, rest) = address.split_once('/').unwrap_or((address, ""));
        let page = Self::ALL
            .into_iter()
            .find(|page| page.title().eq_ignore_ascii_case(name))?;
        match page {
            Self::Conversation(None) if !rest.is_empty() => {
                Some(Self::Conversation(Some(rest.into())))
            }
            Self::Long(turns) => Some(Self::Long(rest.parse().unwrap_or(turns))),
            page => Some(page),
        }
    }

    /// Whether both stand behind the same entry of the navigation.
    pub(crate) fn is_same_entry(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_address() {
        let named = Page::Conversation(Some("p-1".into()));
        for page in Page::ALL.into_iter().chain([named]) {
            assert_eq!(Page::at(&page.address()), Some(page));
        }
    }

    #[test]
    fn an_address_of_nothing_is_no_page() {
        assert_eq!(Page::at(""), None);
        assert_eq!(Page::at("moon/1"), None);
    }
}

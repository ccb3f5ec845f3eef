//! The table of recordings, and the words that pick them.

use session_wire::call::WorkerVersion;

use crate::agent::Ending;

/// A recording that can be played.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Script {
    /// The word that picks it.
    pub(crate) name: &'static str,
    /// What it shows.
    pub(crate) shows: &'static str,
    /// How it ends.
    pub(crate) ending: Ending,
    /// The recording, JSON lines.
    pub(crate) lines: &'static str,
}

/// The name of the answer that lists the scripts; no recording can have it.
pub(crate) const LISTING: &str = "/scripts";

/// What is played when no word picks anything.
pub(crate) const DEFAULT: &str = "chat";

macro_rules! script {
    ($folder:literal, $name:literal, $ending:ident, $shows:literal) => {
        Script {
            name: $name,
            shows: $shows,
            ending: Ending::$ending,
            lines: include_str!(concat!(
                "../../../../../tests/transcripts/",
                $folder,
                "/",
                $name,
                ".jsonl"
            )),
        }
    };
}

const V1: &[Script] = &[
    script!(
        "v1",
        "chat",
        Complete,
        "a Markdown answer, each line with the whole text so far"
    ),
    script!(
        "v1",
        "tools",
        Complete,
        "list, search, read, to-do list, diff, new file and a command"
    ),
    script!(
        "v1",
        "followup",
        Complete,
        "a question with suggestions, and its reply"
    ),
];

const V2: &[Script] = &[
    script!(
        "v2",
        "chat",
        Complete,
        "a Markdown answer with a code block and a table"
    ),
    script!(
        "v2",
        "reasoning",
        Complete,
        "what the model thinks, then its answer"
    ),
    script!(
        "v2",
        "edit",
        Complete,
        "glob, grep, read, bash, edit with a diff, write"
    ),
    script!("v2", "todo", Complete, "a to-do list that is worked off"),
    script!(
        "v2",
        "question",
        Complete,
        "two questions at once, which wait for your answer"
    ),
    script!(
        "v2",
        "permission",
        Complete,
        "a command that you have to allow"
    ),
    script!(
        "v2",
        "subagent",
        Complete,
        "two sub-agents that work at the same time"
    ),
    script!(
        "v2",
        "error",
        Complete,
        "an error of the provider instead of an answer"
    ),
    script!(
        "v2",
        "abort",
        Interrupted,
        "an answer that was stopped half-way"
    ),
    script!(
        "v2",
        "long",
        Complete,
        "sixteen thousand characters in five thousand pieces"
    ),
];

/// The scripts of a generation, in the order in which their words are looked for.
pub(crate) fn table(version: &WorkerVersion) -> &'static [Script] {
    match version {
        WorkerVersion::V1 => V1,
        WorkerVersion::V2 | WorkerVersion::Other(_) => V2,
    }
}

/// The name of what a prompt asks for: a script's, or [`LISTING`].
pub(crate) fn pick(version: &WorkerVersion, prompt: &str) -> &'static str {
    if prompt
        .split_whitespace()
        .any(|word| word.eq_ignore_ascii_case(LISTING))
    {
        return LISTING;
    }
    let words = || prompt.split(|letter: char| !letter.is_alphanumeric());
    table(version)
        .iter()
        .find(|script| words().any(|word| word.eq_ignore_ascii_case(script.name)))
        .map_or(DEFAULT, |script| script.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_word_picks_a_script() {
        let check = |prompt, expected| {
            assert_eq!(pick(&WorkerVersion::V2, prompt), expected, "{prompt}");
        };
        check("please edit", "edit");
        check("Edit!", "edit");
        check("TODO: reasoning", "reasoning");
        check("the editor reads", "chat");
        check("", "chat");
        check("/scripts", LISTING);
        check("show me /Scripts please", LISTING);
        check("scripts", "chat");
        check("followup", "chat");
    }

    #[test]
    fn each_generation_has_its_own_table() {
        assert_eq!(pick(&WorkerVersion::V1, "followup, please"), "followup");
        assert_eq!(pick(&WorkerVersion::V1, "edit"), "chat");
    }
}

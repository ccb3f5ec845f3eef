//! The strings of tools and of what they did.

use std::time::Duration;

use session_model::v2::ChildState;

use super::Text;
use super::age::{counted, english_duration, english_duration_in_seconds};
use super::size::english_size;

/// The strings of tools and of what they did.
#[derive(Clone, Debug)]
pub struct ToolLabels {
    /// What the well-known tools do.
    pub names: ToolNames,
    /// The model still writes the tool's input.
    pub pending: Text,
    /// The tool runs.
    pub running: Text,
    /// The tool is done.
    pub completed: Text,
    /// The tool failed.
    pub error: Text,
    /// The tool was stopped, or left behind.
    pub interrupted: Text,
    /// The connection was lost while the tool ran.
    pub lost: Text,
    /// What that means.
    pub lost_why: Text,
    /// Tools that look around are running.
    pub exploring: Text,
    /// Tools that look around have run.
    pub explored: Text,
    /// What they looked at: how many files they read, how often they searched, how many folders
    /// they listed.
    pub looked: fn(u64, u64, u64) -> String,
    /// How far a child agent is: its state, how many tools it has used, and what it did last.
    pub child_does: fn(ChildState, u64, Option<&str>) -> String,
    /// How long the tool has been running.
    pub elapsed: fn(Duration) -> String,
    /// How long the tool took.
    pub duration: fn(Duration) -> String,
    /// The heading of what the tool was given.
    pub input: Text,
    /// The heading of what the tool gave back.
    pub output: Text,
    /// The heading of what another agent is to do.
    pub prompt: Text,
    /// The heading of what another agent's work came to.
    pub result: Text,
    /// Names a difference for screen readers.
    pub changes: Text,
    /// How many lines were added and removed, for screen readers.
    pub changed_lines: fn(u64, u64) -> String,
    /// How many lines between two changes are the same.
    pub unchanged_lines: fn(u64) -> String,
    /// The tool gave nothing back.
    pub no_output: Text,
    /// Shows all of a long text; the number is of its lines.
    pub show_all: fn(u64) -> String,
    /// Shows a text page by page that is too long for one; the number is of its bytes.
    pub show_pages: fn(u64) -> String,
    /// Shows so many more lines.
    pub show_more_lines: fn(u64) -> String,
    /// Which page is shown, from 1, and how many there are.
    pub page_of: fn(usize, usize) -> String,
    /// Goes to the page before.
    pub previous_page: Text,
    /// Goes to the page behind.
    pub next_page: Text,
    /// Copies all of a text that is too long to be shown at once.
    pub copy_whole: Text,
    /// Downloads the whole of a text that is too long to be shown.
    pub save_whole: Text,
    /// The download has begun.
    pub saving: Text,
    /// The download could not begin.
    pub not_saved: Text,
    /// The name of the file that such a text is downloaded as.
    pub file_name: Text,
    /// Shows the beginning of a long text only.
    pub show_less: Text,
    /// A number of lines.
    pub lines: fn(u64) -> String,
    /// A number of search results.
    pub matches: fn(u64) -> String,
    /// A number of files.
    pub files: fn(u64) -> String,
    /// How many more files are read with the one that is named.
    pub more_files: fn(u64) -> String,
    /// The number that a failed command ended with.
    pub exit_code: fn(i64) -> String,
    /// How many entries of a to-do list are done, of how many.
    pub done_of: fn(u64, u64) -> String,
    /// A question that has no answer so far.
    pub unanswered: Text,
    /// What the child agent did.
    pub child: Text,
    /// More child agents inside of each other than are drawn.
    pub too_deep: Text,
    /// The states of an entry of a to-do list, for screen readers.
    pub todo_states: TodoStates,
}

/// What the well-known tools do, in a word or two.
#[derive(Clone, Debug)]
pub struct ToolNames {
    /// Reads a file.
    pub read: Text,
    /// Writes a file.
    pub write: Text,
    /// Changes a file.
    pub edit: Text,
    /// Runs a command.
    pub bash: Text,
    /// Searches in files.
    pub grep: Text,
    /// Finds files by name.
    pub glob: Text,
    /// Lists a folder.
    pub list: Text,
    /// Writes or reads the to-do list.
    pub todo: Text,
    /// Hands work to a child agent.
    pub task: Text,
    /// Asks the person.
    pub question: Text,
    /// Gets a page.
    pub webfetch: Text,
    /// Searches the web.
    pub websearch: Text,
    /// Loads a skill.
    pub skill: Text,
    /// Applies a patch to files.
    pub patch: Text,
    /// Deletes a file.
    pub delete: Text,
    /// Goes to planning or back to work.
    pub plan: Text,
    /// Makes a picture.
    pub image: Text,
    /// Uses a browser.
    pub browser: Text,
    /// What an MCP server gave back.
    pub mcp_answer: Text,
    /// A call that could not be read.
    pub invalid: Text,
}

/// The states of an entry of a to-do list.
#[derive(Clone, Debug)]
pub struct TodoStates {
    /// Nobody has begun.
    pub pending: Text,
    /// It is being done.
    pub in_progress: Text,
    /// It is done.
    pub completed: Text,
    /// It was given up.
    pub cancelled: Text,
    /// It matters more than others.
    pub high: Text,
}

fn english_looked(reads: u64, searches: u64, lists: u64) -> String {
    let counts = [
        (reads, "file", "files"),
        (searches, "search", "searches"),
        (lists, "folder", "folders"),
    ];
    let parts = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }));
    parts.collect::<Vec<_>>().join(", ")
}

fn english_child(state: ChildState, tools: u64, last: Option<&str>) -> String {
    let state = match state {
        ChildState::Working => "Working",
        ChildState::Retrying => "Retrying",
        ChildState::Waiting => "Waits for you",
        ChildState::Done => "Done",
        ChildState::Stopped => "Stopped",
        ChildState::Failed => "Failed",
    };
    let tools = (tools > 0).then(|| counted(tools, "tool use"));
    let parts = [Some(state.to_owned()), tools, last.map(str::to_owned)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

impl Default for ToolLabels {
    fn default() -> Self {
        Self {
            exploring: "Exploring".into(),
            explored: "Explored".into(),
            looked: english_looked,
            child_does: english_child,
            names: ToolNames::default(),
            pending: "Preparing".into(),
            running: "Running".into(),
            completed: "Done".into(),
            error: "Failed".into(),
            interrupted: "Stopped".into(),
            lost: "Connection lost".into(),
            lost_why: "It may still be running; what it did shows once the connection is back."
                .into(),
            elapsed: english_duration_in_seconds,
            duration: english_duration,
            input: "Input".into(),
            output: "Output".into(),
            prompt: "Asked".into(),
            result: "Answer".into(),
            changes: "Changes".into(),
            changed_lines: |added, removed| {
                format!("{} added, {removed} removed", counted(added, "line"))
            },
            unchanged_lines: |count| counted(count, "unchanged line"),
            no_output: "No output".into(),
            show_pages: |bytes| format!("Show page by page ({})", english_size(bytes)),
            show_more_lines: |lines| format!("Show {} more", counted(lines, "line")),
            page_of: |page, pages| format!("Page {page} of {pages}"),
            previous_page: "Previous".into(),
            next_page: "Next".into(),
            more_files: |count| format!("+{}", counted(count, "file")),
            show_all: |lines| format!("Show all {}", counted(lines, "line")),
            copy_whole: "Copy all of it".into(),
            save_whole: "Save as a file".into(),
            saving: "Download begun".into(),
            not_saved: "It could not be saved".into(),
            file_name: "output.txt".into(),
            show_less: "Show less".into(),
            lines: |count| counted(count, "line"),
            matches: |count| match count {
                1 => "1 match".to_owned(),
                count => format!("{count} matches"),
            },
            files: |count| counted(count, "file"),
            exit_code: |code| format!("exit {code}"),
            done_of: |done, all| format!("{done} of {all} done"),
            unanswered: "Not answered".into(),
            child: "What the agent did".into(),
            too_deep: "More agents work inside of this one.".into(),
            todo_states: TodoStates::default(),
        }
    }
}

impl Default for ToolNames {
    fn default() -> Self {
        Self {
            read: "Read".into(),
            write: "Write".into(),
            edit: "Edit".into(),
            bash: "Run".into(),
            grep: "Search".into(),
            glob: "Find files".into(),
            list: "List".into(),
            todo: "Tasks".into(),
            task: "Agent".into(),
            question: "Question".into(),
            webfetch: "Fetch".into(),
            websearch: "Search the web".into(),
            skill: "Skill".into(),
            patch: "Patch".into(),
            delete: "Delete".into(),
            plan: "Plan".into(),
            image: "Picture".into(),
            browser: "Browser".into(),
            mcp_answer: "Server's answer".into(),
            invalid: "Invalid call".into(),
        }
    }
}

impl Default for TodoStates {
    fn default() -> Self {
        Self {
            pending: "to do".into(),
            in_progress: "in progress".into(),
            completed: "done".into(),
            cancelled: "cancelled".into(),
            high: "high".into(),
        }
    }
}

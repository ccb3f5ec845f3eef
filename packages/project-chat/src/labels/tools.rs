//! The strings of tools and of what they did.

use super::Text;
use super::age::counted;

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
    /// The heading of what the tool was given.
    pub input: Text,
    /// The heading of what the tool gave back.
    pub output: Text,
    /// The tool gave nothing back.
    pub no_output: Text,
    /// Shows all of a long text; the number is of its lines.
    pub show_all: fn(u64) -> String,
    /// Shows the beginning of a long text only.
    pub show_less: Text,
    /// A number of lines.
    pub lines: fn(u64) -> String,
    /// A number of search results.
    pub matches: fn(u64) -> String,
    /// A number of files.
    pub files: fn(u64) -> String,
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
}

impl Default for ToolLabels {
    fn default() -> Self {
        Self {
            names: ToolNames::default(),
            pending: "Preparing".into(),
            running: "Running".into(),
            completed: "Done".into(),
            error: "Failed".into(),
            input: "Input".into(),
            output: "Output".into(),
            no_output: "No output".into(),
            show_all: |lines| format!("Show all {}", counted(lines, "line")),
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
        }
    }
}

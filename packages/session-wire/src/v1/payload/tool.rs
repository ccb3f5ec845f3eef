//! How V1 messages describe a tool's use.

use serde_json::Value;

use super::TodoItem;
use crate::open_enum::open_enum;
use crate::record::record;

record! {
    /// A tool's use: the fields of every program of the family, by tool.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    SayTool {
        /// The tool.
        tool?: ToolName,
        /// The file or folder.
        path?: String,
        /// What the file is to hold, or what the tool found.
        content?: String,
        /// What the file held.
        original_content?: String,
        /// The change.
        diff?: String,
        /// How many lines it adds and takes away.
        diff_stats?: DiffStats,
        /// What is searched for.
        regex?: String,
        /// In which files it is searched for.
        file_pattern?: String,
        /// What is searched for by meaning.
        query?: String,
        /// The mode to change to.
        mode?: String,
        /// Why.
        reason?: String,
        /// The question to answer about what is read.
        question?: String,
        /// Whether it leaves the workspace, as Roo tells it.
        is_outside_workspace?: bool,
        /// Whether it stays in the workspace, as Cline tells it.
        operation_is_located_in_workspace?: bool,
        /// Whether the file must not be changed without asking.
        is_protected?: bool,
        /// How many more files are read with it.
        additional_file_count?: u64,
        /// Where something is put in, from 1.
        line_number?: i64,
        /// Where what is read begins, from 1.
        start_line?: i64,
        /// Where the changes begin, from 1.
        start_line_numbers?: Vec<i64>,
        /// Where what is read begins, from 1, as Cline tells it.
        read_line_start?: i64,
        /// Where what is read ends, from 1, as Cline tells it.
        read_line_end?: i64,
        /// Where what is read of an output begins, in bytes.
        read_start?: u64,
        /// Where what is read of an output ends, in bytes.
        read_end?: u64,
        /// How long the output is, in bytes.
        total_bytes?: u64,
        /// What is searched for in an output.
        search_pattern?: String,
        /// How often it was found there.
        match_count?: u64,
        /// Files that are read together.
        batch_files?: Vec<BatchFile>,
        /// Files that are changed together.
        batch_diffs?: Vec<BatchDiff>,
        /// Folders that are listed together.
        batch_dirs?: Vec<BatchDir>,
        /// Numbers about a change, as older programs tell them.
        stats?: Value,
        /// The to-do list.
        todos?: Vec<TodoItem>,
        /// A picture, as a `data:` URL.
        image_data?: String,
        /// A slash command.
        command?: String,
        /// What the slash command or skill gets.
        args?: String,
        /// Where the slash command or skill comes from.
        source?: String,
        /// What the slash command or skill does.
        description?: String,
        /// The skill.
        skill?: String,
    }
}

open_enum! {
    /// The tools of the family's programs.
    ToolName {
        /// A file is edited.
        EditedExistingFile = "editedExistingFile",
        /// A change is applied to a file.
        AppliedDiff = "appliedDiff",
        /// A file is made.
        NewFileCreated = "newFileCreated",
        /// A file is deleted, as Cline names it.
        FileDeleted = "fileDeleted",
        /// A file is deleted.
        DeleteFile = "deleteFile",
        /// Something is put into a file.
        InsertContent = "insertContent",
        /// Something is replaced in a file.
        SearchAndReplace = "searchAndReplace",
        /// The code is searched by meaning.
        CodebaseSearch = "codebaseSearch",
        /// A file is read.
        ReadFile = "readFile",
        /// More of a command's output is read.
        ReadCommandOutput = "readCommandOutput",
        /// Instructions are fetched.
        FetchInstructions = "fetchInstructions",
        /// A folder is listed.
        ListFilesTopLevel = "listFilesTopLevel",
        /// A folder is listed with all that is in it.
        ListFilesRecursive = "listFilesRecursive",
        /// What a folder's code defines is listed.
        ListCodeDefinitionNames = "listCodeDefinitionNames",
        /// Files are searched.
        SearchFiles = "searchFiles",
        /// The mode is changed.
        SwitchMode = "switchMode",
        /// A task is begun.
        NewTask = "newTask",
        /// A task is finished.
        FinishTask = "finishTask",
        /// A task is summarised.
        SummarizeTask = "summarizeTask",
        /// A picture is to be made.
        GenerateImage = "generateImage",
        /// A picture was made.
        ImageGenerated = "imageGenerated",
        /// A slash command is run.
        RunSlashCommand = "runSlashCommand",
        /// The to-do list is changed.
        UpdateTodoList = "updateTodoList",
        /// A skill is used.
        Skill = "skill",
        /// A skill is used, as Cline names it.
        UseSkill = "useSkill",
        /// A page is fetched.
        WebFetch = "webFetch",
        /// The web is searched.
        WebSearch = "webSearch",
    }
}

record! {
    /// How many lines a change adds and takes away.
    #[derive(Default)]
    DiffStats {
        /// Lines added.
        added?: u64,
        /// Lines taken away.
        removed?: u64,
    }
}

record! {
    /// One of several files that are read together.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    BatchFile {
        /// The file.
        path?: String,
        /// Which lines, in words.
        line_snippet?: String,
        /// Whether it is outside the workspace.
        is_outside_workspace?: bool,
        /// What the answer names it by.
        key?: String,
        /// What it holds.
        content?: String,
    }
}

record! {
    /// One of several files that are changed together.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    BatchDiff {
        /// The file.
        path?: String,
        /// How many changes.
        change_count?: u64,
        /// What the answer names it by.
        key?: String,
        /// All changes.
        content?: String,
        /// How many lines they add and take away.
        diff_stats?: DiffStats,
        /// The changes, one by one.
        diffs?: Vec<DiffHunk>,
    }
}

record! {
    /// One change of a file.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    DiffHunk {
        /// The change.
        content?: String,
        /// Where it begins, from 1.
        start_line?: i64,
    }
}

record! {
    /// One of several folders that are listed together.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    BatchDir {
        /// The folder.
        path?: String,
        /// Whether with all that is in it.
        recursive?: bool,
        /// Whether it is outside the workspace.
        is_outside_workspace?: bool,
        /// What the answer names it by.
        key?: String,
    }
}

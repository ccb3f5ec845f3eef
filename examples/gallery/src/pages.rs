//! The pages that show components in fixed states.

mod long;
mod markdown;
mod messages;
mod prompts;
mod specimen;
mod states;
mod tools;

pub(crate) use long::LongConversation;
pub(crate) use markdown::Markdown;
pub(crate) use messages::Messages;
pub(crate) use prompts::Prompts;
pub(crate) use states::States;
pub(crate) use tools::Tools;

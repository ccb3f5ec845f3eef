//! What is seen: Dioxus components for coding-agent conversations.

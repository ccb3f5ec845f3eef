//! What the person has chosen so far, before it is sent.

use std::collections::BTreeSet;

use session_wire::v2::Question;

/// What the person has chosen and written for something that is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// The question that is shown.
    pub(super) tab: usize,
    picked: Vec<Picked>,
    /// What is to be done instead, while the person refuses.
    pub(super) refusal: Option<String>,
    /// Whether it is answered in the conversation instead of the dock.
    pub(super) is_in_conversation: bool,
}

/// What is chosen for one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Picked {
    /// The places of the options.
    options: BTreeSet<usize>,
    /// Whether the person's own words are an answer.
    has_own: bool,
    /// The person's own words, kept while they are not chosen.
    own: String,
}

impl Draft {
    /// What is chosen for a question.
    pub(super) fn picked(&self, question: usize) -> Picked {
        self.picked.get(question).cloned().unwrap_or_default()
    }

    /// Chooses an option of a question, or gives it up where several can be chosen.
    pub(super) fn pick(&mut self, question: usize, option: usize, is_multiple: bool) {
        let picked = self.picked_mut(question);
        if is_multiple {
            if !picked.options.remove(&option) {
                picked.options.insert(option);
            }
        } else {
            picked.options = BTreeSet::from([option]);
            picked.has_own = false;
        }
    }

    /// Chooses the person's own words, or gives them up where several can be chosen.
    pub(super) fn pick_own(&mut self, question: usize, is_multiple: bool) {
        let picked = self.picked_mut(question);
        if is_multiple {
            picked.has_own = !picked.has_own;
        } else {
            picked.options.clear();
            picked.has_own = true;
        }
    }

    /// The person writes an answer, which chooses it.
    pub(super) fn write_own(&mut self, question: usize, words: String, is_multiple: bool) {
        let picked = self.picked_mut(question);
        picked.has_own = !is_multiple || !words.trim().is_empty();
        if !is_multiple {
            picked.options.clear();
        }
        picked.own = words;
    }

    /// Whether a question has an answer.
    pub(super) fn is_answered(&self, question: usize) -> bool {
        self.picked.get(question).is_some_and(Picked::is_answer)
    }

    /// Whether any question has an answer.
    pub(super) fn is_answer(&self) -> bool {
        self.picked.iter().any(Picked::is_answer)
    }

    /// The answers, a list for each question.
    pub(super) fn answers(&self, questions: &[Question]) -> Vec<Vec<String>> {
        let questions = questions.iter().enumerate();
        questions
            .map(|(index, question)| self.picked(index).answers(question))
            .collect()
    }

    fn picked_mut(&mut self, question: usize) -> &mut Picked {
        if self.picked.len() <= question {
            self.picked.resize(question + 1, Picked::default());
        }
        &mut self.picked[question]
    }
}

impl Picked {
    /// Whether an option is chosen.
    pub(super) fn has(&self, option: usize) -> bool {
        self.options.contains(&option)
    }

    /// Whether the person's own words are chosen.
    pub(super) fn has_own(&self) -> bool {
        self.has_own
    }

    /// The person's own words.
    pub(super) fn own(&self) -> &str {
        &self.own
    }

    fn is_answer(&self) -> bool {
        !self.options.is_empty() || self.has_own && !self.own.trim().is_empty()
    }

    fn answers(&self, question: &Question) -> Vec<String> {
        let labels = self.options.iter();
        let labels = labels.filter_map(|option| question.options.get(*option));
        let own = Some(self.own.trim()).filter(|own| self.has_own && !own.is_empty());
        labels
            .map(|option| option.label.clone())
            .chain(own.map(str::to_owned))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn question(is_multiple: bool) -> Question {
        let options = serde_json::json!([{ "label": "A" }, { "label": "B" }, { "label": "C" }]);
        let question = serde_json::json!({
            "question": "Which?", "multiple": is_multiple, "options": options,
        });
        serde_json::from_value(question).unwrap()
    }

    enum Act {
        Pick(usize),
        Own,
        Write(&'static str),
    }

    fn check(is_multiple: bool, acts: &[Act], expected: &[&str]) {
        let mut draft = Draft::default();
        for act in acts {
            match act {
                Act::Pick(option) => draft.pick(0, *option, is_multiple),
                Act::Own => draft.pick_own(0, is_multiple),
                Act::Write(words) => draft.write_own(0, (*words).to_owned(), is_multiple),
            }
        }
        assert_eq!(draft.answers(&[question(is_multiple)]), [expected]);
        assert_eq!(draft.is_answer(), !expected.is_empty());
        assert_eq!(draft.is_answered(0), !expected.is_empty());
    }

    #[test]
    fn one_answer_takes_the_place_of_another() {
        use Act::{Own, Pick, Write};
        check(false, &[], &[]);
        check(false, &[Pick(0), Pick(2)], &["C"]);
        check(false, &[Pick(0), Write(" mine ")], &["mine"]);
        check(false, &[Write("mine"), Pick(1)], &["B"]);
        // Words that were given up are still there.
        check(false, &[Write("mine"), Pick(1), Own], &["mine"]);
        check(false, &[Pick(0), Own], &[]);
    }

    #[test]
    fn several_answers_stand_in_the_order_of_the_options() {
        use Act::{Own, Pick, Write};
        check(true, &[Pick(2), Pick(0)], &["A", "C"]);
        check(true, &[Pick(2), Pick(0), Pick(2)], &["A"]);
        check(true, &[Write("mine"), Pick(1)], &["B", "mine"]);
        check(true, &[Write("mine"), Own], &[]);
        check(true, &[Write("mine"), Write(" ")], &[]);
    }

    #[test]
    fn questions_are_answered_for_themselves() {
        let mut draft = Draft::default();
        draft.pick(1, 0, false);
        let questions = [question(false), question(false)];
        assert_eq!(draft.answers(&questions), [vec![], vec!["A".to_owned()]]);
        assert!(!draft.is_answered(0) && draft.is_answered(1) && draft.is_answer());
    }
}

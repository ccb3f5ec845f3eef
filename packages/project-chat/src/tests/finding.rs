//! Words are found wherever they are said, in steps that stay short.

use serde_json::{Value, json};

use super::fixture::Live;
use super::nesting::{MAX_DEPTH, nested};
use crate::components::extent::{PAGE, Reach, View};
use crate::components::find::{Found, STEP, Search};
use crate::components::fold::Spot;
use crate::handle::Part;
use crate::labels::Labels;
use crate::renders;

/// A conversation with a turn of one part for each of these, a tool where nothing else is said.
fn conversation(parts: impl IntoIterator<Item = Value>) -> Live {
    let mut live = Live::new("v2");
    for (number, fields) in parts.into_iter().enumerate() {
        let message = |id: &str| format!("msg_{number:05}_{id}");
        for (id, role) in [("a", "user"), ("b", "assistant")] {
            let info = json!({ "id": message(id), "sessionID": "ses_1", "role": role,
                "parentID": (role == "assistant").then(|| message("a")),
                "time": { "created": 1_000_000 + number } });
            live.say(
                &json!({ "id": "e", "type": "message.updated", "properties": { "info": info } }),
            );
        }
        let mut part = json!({ "id": format!("prt_{number}"), "sessionID": "ses_1",
            "messageID": message("b"), "type": "tool", "callID": "c" });
        part.as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        live.say(&json!({ "id": "e", "type": "message.part.updated",
            "properties": { "part": part } }));
    }
    live
}

fn run(command: &str, output: &str) -> Value {
    json!({ "tool": "bash", "state": { "status": "completed", "input": { "command": command },
        "output": output, "title": "", "metadata": {}, "time": { "start": 1, "end": 2 } } })
}

/// What is found by steps of so many bytes, and how many steps that takes.
fn found(live: &Live, query: &str, budget: usize) -> (Found, usize) {
    let labels = Labels::default();
    let mut search = Search::new(&live.project, query);
    let mut steps = 1;
    loop {
        match search.step(&live.project, &labels, budget) {
            Some(found) => return (found, steps),
            None => steps += 1,
        }
    }
}

/// How many places there are, however short the steps are.
fn check(live: &Live, query: &str, expected: usize) -> Found {
    let (whole, _) = found(live, query, usize::MAX);
    assert_eq!(whole.len(), expected, "{query}");
    for budget in [1, 1000, STEP] {
        assert_eq!(found(live, query, budget).0, whole);
    }
    for at in 0..expected {
        assert_eq!(whole.position(&whole.get(at).unwrap()), Some(at));
    }
    assert_eq!(whole.get(expected), None);
    whole
}

#[test]
fn every_page_of_a_long_text_is_searched() {
    let nth = |number: usize| match number {
        29_000 | 29_100 => "here is the needle\n".to_owned(),
        number => format!("line {number} of the output\n"),
    };
    let output: String = (0..30_000).map(nth).collect();
    assert!(output.len() > 500 << 10);
    let live = conversation([run("make", &output), run("needle", "a Needle")]);
    let found = check(&live, "needle", 4);
    let page = output.find("needle").unwrap() / PAGE;
    let at = |at| {
        let place = found.get(at).unwrap();
        (place.stretch.part, place.stretch.reach, place.nth)
    };
    let section = Part::Section(Spot(0));
    assert_eq!(at(0), (section, Reach::Page(page), 0));
    assert_eq!(at(1), (section, Reach::Page(page), 1));
    assert_eq!(at(2), (Part::Line, Reach::All, 0));
    assert_eq!(at(3), (section, Reach::All, 0));
}

#[test]
fn lines_of_a_long_difference_are_found_with_what_shows_them() {
    let nth = |number: usize| match number {
        5 | 2_000 => "needle\n".to_owned(),
        number => format!("line {number}\n"),
    };
    let content: String = (0..3_000).map(nth).collect();
    let live = conversation([json!({ "tool": "write", "state": {
        "status": "completed", "input": { "filePath": "/a.txt", "content": content },
        "output": "", "title": "", "metadata": {}, "time": { "start": 1, "end": 2 } } })]);
    let found = check(&live, "needle", 2);
    let views = [0, 1].map(|at| match found.get(at).unwrap().stretch.reach {
        Reach::Lines { view, .. } => view,
        other => panic!("{other:?}"),
    });
    assert_eq!(views, [View::Brief, View::Page(2)]);
    assert_eq!([0, 1].map(|at| found.get(at).unwrap().nth), [0, 1]);
}

#[test]
fn what_is_in_records_of_unknown_kinds_is_found() {
    let live = conversation([
        json!({ "type": "forecast", "sky": "a needle", "wind": ["needle", 3] }),
        json!({ "type": "needle", "sky": "blue" }),
    ]);
    let found = check(&live, "needle", 3);
    let section = Part::Section(Spot(0));
    assert_eq!(parts(&found), [section, section, Part::Line]);
    let mut live = Live::new("v1");
    live.begin();
    live.say(
        &json!({ "timestamp": 5, "type": "say", "say": "forecast", "content": "a needle",
        "metadata": { "sky": "needle" } }),
    );
    live.say(&json!({ "timestamp": 6, "type": "say", "say": "codebase_search_result",
        "content": json!({ "tool": "codebaseSearch", "content": { "query": "q", "results": [
            { "filePath": "a.rs", "startLine": 3, "codeChunk": "fn needle() {}" } ] } }).to_string() }));
    check(&live, "needle", 3);
}

#[test]
fn what_notices_say_and_unfold_is_found() {
    let error = json!({ "name": "APIError", "data": { "message": "no needle in stock" } });
    let live = conversation([
        json!({ "type": "retry", "attempt": 2, "error": error, "time": { "created": 1 } }),
        json!({ "type": "patch", "hash": "1", "files": ["/a/needle.rs", "/b/c.rs"] }),
        json!({ "type": "snapshot", "snapshot": "needle" }),
    ]);
    let found = check(&live, "needle", 3);
    let list = Part::Section(Spot(0));
    assert_eq!(parts(&found), [Part::Details, list, Part::Line]);
    let mut live = Live::new("v1");
    live.begin();
    live.say(&json!({ "timestamp": 5, "type": "say", "say": "error", "content": "no needle" }));
    live.say(
        &json!({ "timestamp": 6, "type": "say", "say": "condense_context",
        "contextCondense": { "summary": "The needle is found." } }),
    );
    check(&live, "needle", 2);
}

/// What stands for the parts of what was found.
fn parts(found: &Found) -> Vec<Part> {
    let places = (0..found.len()).map(|at| found.get(at).unwrap());
    places.map(|place| place.stretch.part).collect()
}

#[test]
fn what_agents_inside_of_agents_say_is_found_as_deep_as_it_is_drawn() {
    let live = nested(8);
    for depth in 0..=8 {
        let words = format!("Words of {depth}.");
        check(&live, &words, usize::from(depth <= MAX_DEPTH));
    }
    let found = check(&live, "words of", MAX_DEPTH + 1);
    for at in 0..found.len() {
        let place = found.get(at).unwrap();
        let places = place.places(&live.project);
        assert_eq!(places.len(), at + 1);
        // Of each agent: its turn, but of the first, and which of its two rows.
        let path = place.path(&live.project);
        let around = [(1, 2), (0, 1)].repeat(at);
        assert_eq!(path, [around, vec![(0, 2)]].concat());
    }
}

#[test]
fn words_that_the_end_of_a_page_cuts_are_found_once() {
    let word = "needle";
    for before in 0..=word.len() {
        let mut output = "x".repeat(PAGE - before);
        output.push_str(word);
        output.push_str(&"x".repeat(3 * PAGE));
        output.push_str(word);
        let live = conversation([run("make", &output)]);
        let found = check(&live, word, 2);
        let expected = match before {
            0 => Reach::Page(1),
            6 => Reach::Page(0),
            _ => Reach::Cut(0),
        };
        assert_eq!(found.get(0).unwrap().stretch.reach, expected, "{before}");
    }
    // Letters of several bytes, and such that are of another length in the other case.
    let mut output = "x".repeat(PAGE - 4);
    output.push_str("\u{212a}\u{212a}\u{212a} €UROS");
    output.push_str(&"y".repeat(3 * PAGE));
    let live = conversation([run("make", &output)]);
    check(&live, "kkk €uros", 1);
    check(&live, "KKK €UROS", 1);
}

#[test]
fn the_texts_of_a_row_are_read_once_for_a_search() {
    let output = "x\n".repeat(2 << 20);
    let live = conversation([run("make", &output)]);
    renders::take();
    let (_, steps) = found(&live, "y", PAGE);
    assert!(steps > output.len() / PAGE / 2, "{steps} steps");
    assert_eq!(renders::take().get("searched row"), Some(&1));
}

#[test]
fn ten_thousand_turns_are_searched_in_steps() {
    let turns = 10_000;
    let output = "words of an output ".repeat(40);
    let live = conversation((0..turns).map(|turn| run(&format!("make {turn}"), &output)));
    let bytes = turns * output.len();
    let (all, steps) = found(&live, "of an output", STEP);
    assert_eq!(all.len(), turns * 40);
    assert!(steps > bytes / STEP, "{steps} steps");
    // Each page of one text is a step of its own where the steps are that short.
    let live = conversation([run("make", &"x\n".repeat(2 << 20))]);
    let (none, steps) = found(&live, "y", PAGE);
    assert_eq!(none.len(), 0);
    assert!(steps > 4 * STEP / PAGE / 2, "{steps} steps");
}

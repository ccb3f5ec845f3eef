//! What is drawn of a conversation for what is seen and kept of it.
#![allow(
    clippy::single_range_in_vec_init,
    reason = "what is drawn is a list of ranges, often of one"
)]

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn window(count: u32) -> Window {
    let mut window = Window::default();
    let turns: Vec<u32> = (0..count).collect();
    window.set_turns(&turns, &Kept::default());
    for turn in 0..count.min(4) {
        window.measure(turn, 100.0);
    }
    window
}

/// What is kept where the end is followed.
fn following() -> Kept {
    Kept {
        end: true,
        ..Kept::default()
    }
}

fn stretch(top: f64, bottom: f64) -> Stretch {
    Stretch { top, bottom }
}

fn check(window: &Window, expected: &[Range<usize>]) {
    assert_eq!(window.drawn, expected);
    let mut place = 0;
    for item in window.items() {
        match item {
            Item::Turn(at) => {
                assert_eq!(at, place);
                place += 1;
            }
            Item::Gap { before, height } => {
                let end = before.map_or(window.heights.len(), |turn| {
                    window.heights.place(turn).unwrap_or_default()
                });
                let expected = window.heights.offset(end) - window.heights.offset(place);
                assert!((height - expected).abs() < 0.01);
                place = end;
            }
        }
    }
    assert_eq!(place, window.heights.len());
}

#[test]
fn the_end_is_drawn_before_anything_is_known() {
    check(&window(1), &[0..1]);
    check(&window(10_000), &[9_998..10_000]);
    check(&window(0), &[]);
}

#[test]
fn what_comes_into_an_empty_conversation_is_drawn_at_its_end_that_is_followed() {
    let turns: Vec<u32> = (0..1_000).collect();
    for (end, expected) in [(true, 998..1_000), (false, 0..9)] {
        let mut window = Window::default();
        let kept = Kept {
            end,
            ..Kept::default()
        };
        window.look(stretch(0.0, 800.0), &kept);
        window.set_turns(&turns, &kept);
        check(&window, &[expected]);
    }
}

#[test]
fn turns_that_come_at_an_end_that_is_followed_are_not_drawn_on_the_way_to_it() {
    let kept = following();
    let mut window = window(100);
    window.look(stretch(9_200.0, 10_000.0), &kept);
    check(&window, &[80..100]);
    window.set_turns(&(0..1_000).collect::<Vec<_>>(), &kept);
    check(&window, &[980..1_000]);
}

#[test]
fn a_last_turn_without_its_answer_does_not_speak_for_others() {
    let kept = following();
    let mut window = Window::default();
    window.set_turns(&(0..100).collect::<Vec<_>>(), &kept);
    window.measure(98, 1_500.0);
    window.measure(99, 100.0);
    let end = window.heights.offset(100);
    window.look(stretch(end - 800.0, end), &kept);
    window.set_turns(&(0..1_000).collect::<Vec<_>>(), &kept);
    check(&window, &[998..1_000]);
}

#[test]
fn what_is_seen_is_drawn_and_some_more() {
    let mut window = window(1_000);
    assert!(window.look(stretch(50_000.0, 50_800.0), &Kept::default()));
    check(&window, &[488..521]);
    // A little further on, what is drawn is still enough.
    assert!(!window.look(stretch(50_300.0, 51_100.0), &Kept::default()));
    assert!(window.look(stretch(51_200.0, 52_000.0), &Kept::default()));
    check(&window, &[500..533]);
    // Nothing of it can be seen.
    window.look(stretch(-9_000.0, -8_000.0), &Kept::default());
    check(&window, &[]);
}

#[test]
fn an_estimate_that_changes_leaves_what_is_read_drawn() {
    let mut window = Window::default();
    window.set_turns(&(0..1_000).collect::<Vec<_>>(), &Kept::default());
    for (turn, height) in [(996, 600.0), (997, 600.0), (998, 900.0)] {
        window.measure(turn, height);
    }
    let top = window.heights.offset(996);
    window.look(window.seen(top, 800.0, Some((996, 0.0))), &Kept::default());
    // The page has not drawn its gaps anew yet.
    window.measure(995, 900.0);
    let seen = window.seen(top, 800.0, Some((996, 0.0)));
    assert_eq!(seen, stretch(996.0 * 900.0, 996.0 * 900.0 + 800.0));
    assert!(
        window.look(seen, &Kept::default()),
        "the gaps are drawn anew"
    );
    check(&window, &[994..999]);
    assert!(!window.look(seen, &Kept::default()));
    assert_eq!(window.seen(50.0, 800.0, None), stretch(50.0, 850.0));
}

#[test]
fn turns_that_an_answer_leaves_behind_are_drawn_no_more() {
    let kept = following();
    let mut window = window(1_000);
    let mut counts = Vec::new();
    for height in [100.0, 1_000.0, 2_000.0, 3_000.0, 4_000.0] {
        window.measure(999, height);
        let bottom = window.heights.offset(1_000);
        window.look(stretch(bottom - 800.0, bottom), &kept);
        counts.push(
            window
                .drawn
                .iter()
                .map(ExactSizeIterator::len)
                .sum::<usize>(),
        );
    }
    assert_eq!(counts, [20, 20, 1, 1, 1]);
}

#[test]
fn what_is_kept_is_drawn_wherever_it_is() {
    let mut window = window(1_000);
    let kept = Kept {
        end: true,
        target: Some(500),
        spans: vec![(7, 5)],
        all: false,
    };
    window.look(stretch(20_000.0, 20_800.0), &kept);
    check(&window, &[5..8, 188..221, 497..506, 999..1_000]);
    let all = Kept {
        all: true,
        ..Kept::default()
    };
    window.look(stretch(20_000.0, 20_800.0), &all);
    check(&window, &[0..1_000]);
    window.look(stretch(20_000.0, 20_800.0), &Kept::default());
    check(&window, &[188..221]);
}

#[test]
fn turns_that_come_leave_what_is_drawn() {
    let mut window = window(1_000);
    window.look(stretch(50_000.0, 50_800.0), &Kept::default());
    let older: Vec<u32> = (2_000..2_100).chain(0..1_000).collect();
    window.set_turns(&older, &Kept::default());
    check(&window, &[588..621]);
    window.set_turns(&older[..700], &Kept::default());
    check(&window, &[588..621]);
}

proptest! {
    #[test]
    fn everything_that_is_seen_is_drawn(
        count in 1..400_u32,
        measured in vec((any::<u32>(), 1.0..3_000.0_f64), 0..40),
        looks in vec((0.0..1.0_f64, 100.0..2_000.0_f64), 1..20),
    ) {
        let mut window = Window::default();
        window.set_turns(&(0..count).collect::<Vec<_>>(), &Kept::default());
        for (turn, height) in measured {
            window.measure(turn % count, height);
        }
        for (part, view) in looks {
            let top = part * window.heights.offset(window.heights.len());
            window.look(stretch(top, top + view), &Kept::default());
            for edge in [top, top + view] {
                let place = window.heights.at(edge);
                prop_assert!(window.drawn.iter().any(|drawn| drawn.contains(&place)));
            }
        }
    }
}

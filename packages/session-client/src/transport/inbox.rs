//! Frames that came and wait to be taken in, where the sender cannot be made to wait.

use std::collections::VecDeque;
use std::task::{Context, Poll, Waker};

use super::{Closed, Incoming, MAX_WAITING, MAX_WAITING_BYTES};

/// A bounded queue of frames with an end.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    frames: VecDeque<Incoming>,
    bytes: usize,
    end: End,
    reader: Option<Waker>,
}

/// How far the end of the frames is.
#[derive(Debug, Default)]
enum End {
    #[default]
    Unknown,
    /// It comes after the frames that wait.
    Coming(Closed),
    Told,
}

impl Inbox {
    /// A frame came; one too many ends it all. However long it is, it may come in while others wait
    /// that are not too long by themselves: else it might be asked for again and again.
    pub(super) fn put(&mut self, frame: Incoming) {
        if self.is_over() {
            return;
        }
        if self.frames.len() >= MAX_WAITING || self.bytes >= MAX_WAITING_BYTES {
            self.end(Closed::behind());
            return;
        }
        self.bytes += held(&frame);
        self.frames.push_back(frame);
        self.wake();
    }

    /// Nothing more comes; the first reason counts.
    pub(super) fn end(&mut self, closed: Closed) {
        if !self.is_over() {
            self.end = End::Coming(closed);
            self.wake();
        }
    }

    /// Whether nothing more comes in.
    pub(super) fn is_over(&self) -> bool {
        !matches!(self.end, End::Unknown)
    }

    /// The next frame, then how it ended, then nothing.
    pub(super) fn poll_next(&mut self, cx: &Context<'_>) -> Poll<Option<Result<Incoming, Closed>>> {
        if let Some(frame) = self.frames.pop_front() {
            self.bytes -= held(&frame);
            return Poll::Ready(Some(Ok(frame)));
        }
        match std::mem::replace(&mut self.end, End::Told) {
            End::Unknown => {
                self.end = End::Unknown;
                self.wait(cx);
                Poll::Pending
            }
            End::Coming(closed) => Poll::Ready(Some(Err(closed))),
            End::Told => Poll::Ready(None),
        }
    }

    /// Has the reader polled again when something happens.
    pub(super) fn wait(&mut self, cx: &Context<'_>) {
        self.reader = Some(cx.waker().clone());
    }

    /// Something happened.
    pub(super) fn wake(&mut self) {
        if let Some(reader) = self.reader.take() {
            reader.wake();
        }
    }
}

/// How much there is of a frame, in bytes.
fn held(frame: &Incoming) -> usize {
    match frame {
        Incoming::Frame(text) => text.len(),
        Incoming::LeftOut(frame) => frame.start.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MAX_FRAME, START};
    use super::*;

    /// What is in an inbox: how many frames, and what comes after them.
    fn drain(inbox: &mut Inbox) -> (usize, Option<Closed>) {
        let mut frames = 0;
        let cx = Context::from_waker(Waker::noop());
        loop {
            match inbox.poll_next(&cx) {
                Poll::Ready(Some(Ok(_))) => frames += 1,
                Poll::Ready(Some(Err(closed))) => {
                    assert_eq!(inbox.poll_next(&cx), Poll::Ready(None));
                    return (frames, Some(closed));
                }
                Poll::Ready(None) => unreachable!("an end is told"),
                Poll::Pending => return (frames, None),
            }
        }
    }

    fn frame(length: usize) -> Incoming {
        Incoming::Frame("x".repeat(length))
    }

    /// Puts so many frames of a length, and sees what comes out.
    fn check(count: usize, length: usize, expected: usize) {
        let mut inbox = Inbox::default();
        for _ in 0..count {
            inbox.put(frame(length));
        }
        let end = (expected < count).then(Closed::behind);
        assert_eq!(drain(&mut inbox), (expected, end));
    }

    #[test]
    fn holds_so_many_frames_and_bytes_and_no_more() {
        check(MAX_WAITING, 1, MAX_WAITING);
        check(MAX_WAITING + 10, 1, MAX_WAITING);
        check(64, 1 << 20, 64);
        check(80, 1 << 20, 64);
    }

    #[test]
    fn the_longest_frame_may_wait_behind_others() {
        let mut inbox = Inbox::default();
        inbox.put(frame(1));
        inbox.put(frame(MAX_FRAME));
        inbox.put(frame(1));
        assert_eq!(drain(&mut inbox), (2, Some(Closed::behind())));
    }

    #[test]
    fn of_what_is_left_out_only_its_beginning_waits() {
        let mut inbox = Inbox::default();
        for start in ["", "x"] {
            let text = format!("{start}{}", "ä".repeat(START));
            inbox.put(Incoming::up_to(START, text));
        }
        assert_eq!(inbox.bytes, 2 * START - 1, "no letter is cut in two");
        assert_eq!(drain(&mut inbox), (2, None));
    }

    #[test]
    fn what_was_taken_in_counts_no_more() {
        let mut inbox = Inbox::default();
        for _ in 0..3 {
            for _ in 0..40 {
                inbox.put(frame(1 << 20));
            }
            assert_eq!(drain(&mut inbox), (40, None));
        }
    }

    #[test]
    fn only_the_first_end_is_told() {
        let mut inbox = Inbox::default();
        inbox.put(frame(1));
        inbox.end(Closed::by_server(1012, "restart"));
        inbox.end(Closed::lost(""));
        inbox.put(frame(1));
        assert_eq!(
            drain(&mut inbox),
            (1, Some(Closed::by_server(1012, "restart")))
        );
    }
}

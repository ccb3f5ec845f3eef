//! A list that grows at its end, cheap to copy and to compare however long it is.

use std::rc::Rc;

/// Parts in a section: few, since all of the last one are laid out and painted while it grows.
const SECTION: usize = 8;
/// Parts in a group: as many as keep both the list of groups and that of a group's sections short.
const GROUP: usize = SECTION * 32;

/// A run of neighbouring parts.
///
/// Two sections are equal when they are the same one in memory: a change in any of its parts makes
/// a new section.
#[derive(Debug)]
pub struct Section<T: ?Sized>(Rc<Vec<Rc<T>>>);

/// A run of neighbouring sections, compared as they are.
#[derive(Debug)]
pub struct Group<T: ?Sized> {
    full: Rc<Vec<Section<T>>>,
    last: Section<T>,
}

/// Parts in their order, each at a place that names it for good.
///
/// A new part touches the last section alone, and copying takes three steps, however many parts
/// there are. A renderer that draws groups, sections in them and parts in those skips whatever is
/// the same in memory, so that one new word does not touch a long text.
#[derive(Debug)]
pub struct Seq<T: ?Sized> {
    full: Rc<Vec<Group<T>>>,
    /// Empty only where the list is.
    last: Group<T>,
}

impl<T: ?Sized> Section<T> {
    fn new() -> Self {
        Self(Rc::new(Vec::new()))
    }

    /// The parts, in their order.
    pub fn parts(&self) -> &[Rc<T>] {
        &self.0
    }

    fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// The parts, to be changed: copied where somebody else holds them.
    fn edit(&mut self) -> &mut Vec<Rc<T>> {
        Rc::make_mut(&mut self.0)
    }

    fn truncate(&mut self, length: usize) {
        if length < self.0.len() {
            self.0 = Rc::new(self.0[..length].to_vec());
        }
    }

    fn share(&mut self, old: &Self, adopt: &impl Fn(&Rc<T>, &mut Rc<T>)) {
        for (new, old) in self.edit().iter_mut().zip(old.0.iter()) {
            if !Rc::ptr_eq(old, new) {
                adopt(old, new);
            }
        }
        if pairs(&self.0, &old.0, Rc::ptr_eq) {
            *self = old.clone();
        }
    }
}

impl<T: ?Sized> Group<T> {
    fn new() -> Self {
        Self {
            full: Rc::new(Vec::new()),
            last: Section::new(),
        }
    }

    /// The sections, in their order.
    pub fn sections(&self) -> impl Iterator<Item = &Section<T>> {
        self.full.iter().chain(std::iter::once(&self.last))
    }

    /// The section at `position` among those of the group.
    pub fn section(&self, position: usize) -> Option<&Section<T>> {
        match position.checked_sub(self.full.len()) {
            None => self.full.get(position),
            Some(0) => Some(&self.last),
            Some(_) => None,
        }
    }

    fn len(&self) -> usize {
        self.full.len() * SECTION + self.last.0.len()
    }

    fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.full, &other.full) && self.last.is(&other.last)
    }

    fn push(&mut self, part: Rc<T>) {
        if self.last.0.len() == SECTION {
            let full = std::mem::replace(&mut self.last, Section::new());
            Rc::make_mut(&mut self.full).push(full);
        }
        self.last.edit().push(part);
    }

    fn get_mut(&mut self, position: usize) -> Option<&mut Rc<T>> {
        let section = if position / SECTION == self.full.len() {
            &mut self.last
        } else {
            Rc::make_mut(&mut self.full).get_mut(position / SECTION)?
        };
        section.edit().get_mut(position % SECTION)
    }

    /// Keeps the first `length` parts, one at least.
    fn truncate(&mut self, length: usize) {
        let last = length.saturating_sub(1);
        if let Some(section) = self.full.get(last / SECTION) {
            self.last = section.clone();
            self.full = Rc::new(self.full[..last / SECTION].to_vec());
        }
        self.last.truncate(last % SECTION + 1);
    }

    fn share(&mut self, old: &Self, adopt: &impl Fn(&Rc<T>, &mut Rc<T>)) {
        if !Rc::ptr_eq(&self.full, &old.full) {
            for (new, old) in Rc::make_mut(&mut self.full).iter_mut().zip(old.sections()) {
                if !new.is(old) {
                    new.share(old, adopt);
                }
            }
            if pairs(&self.full, &old.full, Section::is) {
                self.full = Rc::clone(&old.full);
            }
        }
        if let Some(old) = old.section(self.full.len())
            && !self.last.is(old)
        {
            self.last.share(old, adopt);
        }
    }
}

impl<T: ?Sized> Seq<T> {
    /// How many parts a section holds, the last one aside.
    pub const SECTION: usize = SECTION;
    /// How many parts a group holds, the last one aside.
    pub const GROUP: usize = GROUP;

    /// No parts.
    pub fn new() -> Self {
        Self {
            full: Rc::new(Vec::new()),
            last: Group::new(),
        }
    }

    /// The parts in groups; a group's position names it for good.
    pub fn groups(&self) -> impl Iterator<Item = &Group<T>> {
        let last = (!self.is_empty()).then_some(&self.last);
        self.full.iter().chain(last)
    }

    /// The group at `position`.
    pub fn group(&self, position: usize) -> Option<&Group<T>> {
        match position.checked_sub(self.full.len()) {
            None => self.full.get(position),
            Some(0) if !self.is_empty() => Some(&self.last),
            Some(_) => None,
        }
    }

    /// The parts, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<T>> {
        let sections = self.groups().flat_map(Group::sections);
        sections.flat_map(|section| section.0.iter())
    }

    /// How many parts there are.
    pub fn len(&self) -> usize {
        self.full.len() * GROUP + self.last.len()
    }

    /// Whether there is no part.
    pub fn is_empty(&self) -> bool {
        self.last.last.0.is_empty()
    }

    /// The part at `position`.
    pub fn get(&self, position: usize) -> Option<&Rc<T>> {
        let group = self.group(position / GROUP)?;
        let section = group.section(position % GROUP / SECTION)?;
        section.0.get(position % SECTION)
    }

    /// The part at `position`, to be changed.
    pub(crate) fn get_mut(&mut self, position: usize) -> Option<&mut Rc<T>> {
        let group = if position / GROUP == self.full.len() {
            &mut self.last
        } else {
            Rc::make_mut(&mut self.full).get_mut(position / GROUP)?
        };
        group.get_mut(position % GROUP)
    }

    /// The last part.
    pub fn last(&self) -> Option<&Rc<T>> {
        self.last.last.0.last()
    }

    /// How many parts, from the first, are the same in memory as those of `other`.
    ///
    /// What both hold in common is skipped at once, but for the runs that differ.
    #[cfg(any(test, feature = "highlight"))]
    pub(crate) fn same_as(&self, other: &Self) -> usize {
        let groups = same(self.groups(), other.groups(), Group::is);
        let (Some(a), Some(b)) = (self.group(groups), other.group(groups)) else {
            return groups * GROUP;
        };
        let sections = same(a.sections(), b.sections(), Section::is);
        let before = groups * GROUP + sections * SECTION;
        let (Some(a), Some(b)) = (a.section(sections), b.section(sections)) else {
            return before;
        };
        before + same(a.0.iter(), b.0.iter(), Rc::ptr_eq)
    }

    /// Adds a part at the end.
    pub(crate) fn push(&mut self, part: Rc<T>) {
        if self.last.len() == GROUP {
            let full = std::mem::replace(&mut self.last, Group::new());
            Rc::make_mut(&mut self.full).push(full);
        }
        self.last.push(part);
    }

    /// Puts `part` in the place of the one at `position`, or behind the last.
    pub(crate) fn put(&mut self, position: usize, part: Rc<T>) {
        if position >= self.len() {
            return self.push(part);
        }
        if let Some(place) = self.get_mut(position) {
            *place = part;
        }
    }

    /// Drops every part from `length` on.
    pub(crate) fn truncate(&mut self, length: usize) {
        if length >= self.len() {
            return;
        }
        let Some(last) = length.checked_sub(1) else {
            *self = Self::new();
            return;
        };
        if let Some(group) = self.full.get(last / GROUP) {
            self.last = group.clone();
            self.full = Rc::new(self.full[..last / GROUP].to_vec());
        }
        self.last.truncate(last % GROUP + 1);
    }

    /// Takes over what `old` has in common, after `adopt` was asked to do so for every pair of parts
    /// that are not the same in memory.
    pub(crate) fn share(&mut self, old: &Self, adopt: impl Fn(&Rc<T>, &mut Rc<T>)) {
        if !Rc::ptr_eq(&self.full, &old.full) {
            for (new, old) in Rc::make_mut(&mut self.full).iter_mut().zip(old.groups()) {
                if !new.is(old) {
                    new.share(old, &adopt);
                }
            }
            if pairs(&self.full, &old.full, Group::is) {
                self.full = Rc::clone(&old.full);
            }
        }
        if let Some(old) = old.group(self.full.len())
            && !self.last.is(old)
        {
            self.last.share(old, &adopt);
        }
    }
}

/// Whether both are equally long and every pair is the same.
fn pairs<T>(a: &[T], b: &[T], is: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is(a, b))
}

/// How many pairs, from the first, are the same.
#[cfg(any(test, feature = "highlight"))]
fn same<'a, T: 'a>(
    a: impl Iterator<Item = &'a T>,
    b: impl Iterator<Item = &'a T>,
    is: impl Fn(&T, &T) -> bool,
) -> usize {
    a.zip(b).take_while(|(a, b)| is(a, b)).count()
}

impl<T> Seq<T> {
    /// The parts themselves, for whoever takes the list apart.
    pub(crate) fn into_parts(self) -> impl Iterator<Item = Rc<T>> {
        let groups = Rc::unwrap_or_clone(self.full)
            .into_iter()
            .chain([self.last]);
        let sections = groups.flat_map(|group| {
            Rc::unwrap_or_clone(group.full)
                .into_iter()
                .chain([group.last])
        });
        sections.flat_map(|section| Rc::unwrap_or_clone(section.0))
    }
}

impl<T: ?Sized> Clone for Section<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: ?Sized> Clone for Group<T> {
    fn clone(&self) -> Self {
        Self {
            full: Rc::clone(&self.full),
            last: self.last.clone(),
        }
    }
}

impl<T: ?Sized> Clone for Seq<T> {
    fn clone(&self) -> Self {
        Self {
            full: Rc::clone(&self.full),
            last: self.last.clone(),
        }
    }
}

impl<T: ?Sized> Default for Seq<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: ?Sized> PartialEq for Section<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is(other)
    }
}

impl<T: ?Sized> Eq for Section<T> {}

impl<T: ?Sized> PartialEq for Group<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is(other)
    }
}

impl<T: ?Sized> Eq for Group<T> {}

/// Lists are equal when their parts are; what is the same in memory is not looked into.
impl<T: ?Sized + Eq> PartialEq for Seq<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.last.says(&other.last)
            && (Rc::ptr_eq(&self.full, &other.full) || pairs(&self.full, &other.full, Group::says))
    }
}

impl<T: ?Sized + Eq> Group<T> {
    /// Whether both say the same.
    fn says(&self, other: &Self) -> bool {
        let says = |a: &Section<T>, b: &Section<T>| a.is(b) || a.0 == b.0;
        says(&self.last, &other.last)
            && (Rc::ptr_eq(&self.full, &other.full) || pairs(&self.full, &other.full, says))
    }
}

impl<T: ?Sized + Eq> Eq for Seq<T> {}

impl<T: ?Sized> FromIterator<Rc<T>> for Seq<T> {
    fn from_iter<I: IntoIterator<Item = Rc<T>>>(parts: I) -> Self {
        let mut seq = Self::new();
        for part in parts {
            seq.push(part);
        }
        seq
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::share::share_equal;

    fn numbers(count: usize) -> Seq<usize> {
        (0..count).map(Rc::new).collect()
    }

    #[test]
    fn parts_come_back_in_their_order() {
        for count in [
            0,
            1,
            SECTION - 1,
            SECTION,
            SECTION + 1,
            GROUP - 1,
            GROUP,
            GROUP + 1,
            3 * GROUP - 7,
        ] {
            let seq = numbers(count);
            assert_eq!(seq.len(), count);
            assert!(seq.iter().map(|part| **part).eq(0..count));
            assert!((0..count).all(|at| seq.get(at).is_some_and(|part| **part == at)));
            assert!(seq.get(count).is_none());
            for length in [0, 1, SECTION, GROUP, count / 2, count] {
                let mut cut = seq.clone();
                cut.truncate(length);
                assert!(cut.iter().map(|part| **part).eq(0..length.min(count)));
                assert!(seq.iter().map(|part| **part).eq(0..count));
            }
        }
    }

    #[test]
    fn sharing_finds_what_says_the_same() {
        let last = 2 * GROUP + SECTION;
        let old = numbers(last + 1);
        let mut new = numbers(last + 1);
        new.put(last, Rc::new(7));
        new.share(&old, share_equal);
        let same = |at| new.group(at) == old.group(at);
        assert_eq!([same(0), same(1), same(2)], [true, true, false]);
        let section =
            |seq: &Seq<usize>, at| seq.group(2).and_then(|group| group.section(at)).cloned();
        assert_eq!(section(&new, 0), section(&old, 0));
        assert_ne!(section(&new, 1), section(&old, 1));
        assert_eq!(new.same_as(&old), last);
        assert_ne!(new, old);
        new.put(last, Rc::new(last));
        assert_eq!(new, old);
    }
}

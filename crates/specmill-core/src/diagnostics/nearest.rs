//! What someone may have meant.

/// The longest name, in bytes, that is compared with others, which takes the product of their lengths.
const LONGEST: usize = 200;

/// The name of `names` that looks most like `name`, if any does at all.
pub(crate) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > LONGEST {
        return None;
    }
    let name = name.to_lowercase();
    let mut best = None;
    for candidate in names.filter(|candidate| candidate.len() <= LONGEST) {
        let likeness = strsim::jaro_winkler(&name, &candidate.to_lowercase());
        // Below 0.8 the two share little more than some letters.
        if likeness >= 0.8 && best.is_none_or(|(_, most)| likeness > most) {
            best = Some((candidate, likeness));
        }
    }
    best.map(|(candidate, _)| candidate)
}

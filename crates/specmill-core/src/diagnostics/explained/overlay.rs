//! Overlays.

use super::entry::{ERROR, Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "invalid-overlay",
        severities: ERROR,
        meaning: "An overlay, or an action of it, is not what the Overlay Specification describes.",
        reason: "The action changes nothing; the others are followed.",
        way_out: "Give the action a `target`, a JSONPath (RFC 9535), and an `update` or \
                  `remove: true`: see <https://spec.openapis.org/overlay/v1.0.0>.",
        example: Example::Overlay {
            wrong: "
overlay: 1.0.0
info: {title: Corrections, version: '1'}
actions:
  - update: {title: Pets}
",
            right: "
overlay: 1.0.0
info: {title: Corrections, version: '1'}
actions:
  - target: $.info
    update: {title: Pets}
",
        },
    },
    Explanation {
        code: "overlay-target-unmatched",
        severities: WARNING,
        meaning: "The `target` of an action selects nothing in the document.",
        reason: "The action changes nothing. Often the document has been corrected since.",
        way_out: "Correct the path, or remove the action if the document needs it no longer.",
        example: Example::Overlay {
            wrong: "
overlay: 1.0.0
info: {title: Corrections, version: '1'}
actions:
  - target: $.paths['/dogs']
    remove: true
",
            right: "
overlay: 1.0.0
info: {title: Corrections, version: '1'}
actions:
  - target: $.paths
    update: {}
",
        },
    },
];

//! Files at URLs, which are read where `--allow-remote` says so.

use super::entry::{ERROR, Example, Explanation};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "changed-url",
        severities: ERROR,
        meaning: "What is at a URL is not what it was.",
        reason: "The file beside the document (`api.yaml.lock`) has the SHA-256 of what was read first, \
                 so that no build changes because a server has.",
        way_out: "Look at what changed, and remove the line of the URL from the lock file to take it.",
        example: Example::None,
    },
    Explanation {
        code: "invalid-lock",
        severities: ERROR,
        meaning: "The lock file beside the document cannot be read.",
        reason: "What is at URLs cannot be compared with what it was.",
        way_out: "Restore the file from version control, or remove it to pin what is at the URLs now.",
        example: Example::None,
    },
    Explanation {
        code: "too-much-remote",
        severities: ERROR,
        meaning: "The document refers to more URLs, or slower ones, than are read.",
        reason: "What a document refers to may refer to more, without an end.",
        way_out: "Save the files beside the document, and refer to them by their paths.",
        example: Example::None,
    },
    Explanation {
        code: "unreadable-url",
        severities: ERROR,
        meaning: "A URL does not answer with a document.",
        reason: "The message says what it answers with, or why there is no answer.",
        way_out: "Check the URL in a browser. Save the file beside the document if the machine that \
                  builds does not reach it.",
        example: Example::None,
    },
    Explanation {
        code: "unwritable-cache",
        severities: ERROR,
        meaning: "The folder of `--remote-cache` cannot be written to.",
        reason: "What was read cannot be kept for the next time.",
        way_out: "Name a folder that can be written to, or none.",
        example: Example::None,
    },
    Explanation {
        code: "unwritable-lock",
        severities: ERROR,
        meaning: "The lock file beside the document cannot be written.",
        reason: "What is read from URLs is pinned there, and is not used without.",
        way_out: "Put the document into a folder that can be written to.",
        example: Example::None,
    },
];

//! Any text as a document, and documents that lead the generator far: an answer, or a fault.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use specmill::Generator;

const SOUND: &str = include_str!("../../specmill/tests/cases/openapi31/spec.yaml");

/// Generates from `text`, and says whether a client came out.
fn generate(name: &str, text: &[u8]) -> Result<specmill::Output, specmill::Error> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    std::fs::write(&path, text).unwrap();
    Generator::new(&path).render().inspect_err(|error| assert!(!error.to_string().is_empty()))
}

/// What YAML is made of.
fn piece() -> impl Strategy<Value = String> {
    let signs = [
        "&a ",
        "*a ",
        "- ",
        "? ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        "|\n",
        ">-\n",
        "'",
        "\"",
        "#",
        "%YAML 9\n",
        "---\n",
        "...\n",
        "\n  ",
        "\n",
        "!!binary ",
        "<<: ",
        "\t",
        "\u{feff}",
        "\u{0}",
        "0x",
        ".inf ",
        "openapi: 3.0.3\n",
        "paths: ",
        "$ref: ",
        "'#/'",
        "components: ",
        "```yaml\n",
        "```\n",
        ", ",
    ];
    prop_oneof![4 => prop::sample::select(signs.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 192, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_is_read_or_refused(pieces in prop::collection::vec(piece(), 0..60), kind in 0..3_usize) {
        let name = ["api.yaml", "api.json", "api.md"][kind];
        let _ = generate(name, pieces.concat().as_bytes());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, kind in 0..3_usize) {
        let _ = generate(["api.yaml", "api.json", "api.md"][kind], &bytes);
    }

    #[test]
    fn a_document_with_a_part_cut_out_or_put_in_is_read_or_refused(
        at: prop::sample::Index, cut in 0..40_usize, put in piece(),
    ) {
        let mut text = SOUND.as_bytes().to_vec();
        let at = at.index(text.len());
        let end = (at + cut).min(text.len());
        text.splice(at..end, put.bytes());
        let _ = generate("api.yaml", &text);
    }
}

/// Each schema leads to the next, in one of the ways that lead somewhere.
fn chain(link: &str, length: usize) -> String {
    let mut text = "openapi: 3.0.3\ninfo: {title: Chain, version: '1'}\npaths: {}\n\
                    components:\n  schemas:\n"
        .to_owned();
    for number in 0..length {
        let next = format!("{{$ref: '#/components/schemas/S{}'}}", number + 1);
        writeln!(text, "    S{number}: {}", link.replace("NEXT", &next)).unwrap();
    }
    writeln!(text, "    S{length}: {{type: string}}").unwrap();
    text
}

#[test]
fn a_chain_of_many_schemas_does_not_end_the_stack() {
    let links = [
        "NEXT",
        "{allOf: [NEXT]}",
        "{allOf: [NEXT, {type: object, properties: {a: {type: string}}}]}",
        "{oneOf: [NEXT, {type: string}]}",
        "{anyOf: [NEXT, {type: integer}]}",
        "{type: array, items: NEXT}",
        "{type: object, additionalProperties: NEXT}",
        "{type: object, required: [a], properties: {a: NEXT}}",
    ];
    for link in links {
        let output = generate("api.yaml", chain(link, 100).as_bytes()).unwrap();
        assert!(output.surface().to_string().contains("S99"), "{link}");
    }
}

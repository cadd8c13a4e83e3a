//! Documents that cost the generator more than their size, if it lets them: a function for each kind,
//! which takes how large it is to be. `benches/growth` shows what they cost at 1×, 2×, 4× and 8×.
//!
//! Plain `std`, so that a test and a benchmark can include the file by its path.

#[path = "shapes/compositions.rs"]
mod compositions;
#[path = "shapes/document.rs"]
mod document;
#[path = "shapes/intersections.rs"]
mod intersections;
#[path = "shapes/names.rs"]
mod names;
#[path = "shapes/nesting.rs"]
mod nesting;
#[path = "shapes/objects.rs"]
mod objects;
#[path = "shapes/operations.rs"]
mod operations;
#[path = "shapes/overlays.rs"]
mod overlays;
#[path = "shapes/references.rs"]
mod references;
#[path = "shapes/unions.rs"]
mod unions;

/// A kind of document.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    /// What the benchmark calls it.
    pub(crate) name: &'static str,
    /// The document, as JSON, of a size.
    pub(crate) make: fn(usize) -> String,
    /// The overlay that goes with it, of the same size.
    pub(crate) overlay: Option<fn(usize) -> String>,
    /// A size that took the generator too long, too much memory or its stack on 27 November 2026,
    /// or may have.
    pub(crate) size_in_the_issue: usize,
    /// The size from which the benchmark doubles.
    pub(crate) smallest_in_the_benchmark: usize,
}

const fn shape(
    name: &'static str,
    make: fn(usize) -> String,
    size_in_the_issue: usize,
    smallest_in_the_benchmark: usize,
) -> Shape {
    Shape { name, make, overlay: None, size_in_the_issue, smallest_in_the_benchmark }
}

const fn overlaid(
    name: &'static str,
    make: fn(usize) -> String,
    overlay: fn(usize) -> String,
    size_in_the_issue: usize,
    smallest_in_the_benchmark: usize,
) -> Shape {
    let overlay = Some(overlay);
    Shape { name, make, overlay, size_in_the_issue, smallest_in_the_benchmark }
}

/// Every kind.
pub(crate) const SHAPES: &[Shape] = &[
    shape("ref-into-recursive-component", references::into_recursive_component, 1, 100),
    shape("ref-chain", references::chain, 2_000, 500),
    shape("ref-chain-through-insides", references::chain_through_insides, 1_000, 100),
    shape("refs-into-rebuilt-schemas", references::into_rebuilt_schemas, 3_000, 200),
    shape("refs-into-one-large-schema", references::into_one_large_schema, 1_000, 100),
    shape("refs-to-nowhere", references::to_nowhere, 10_000, 1_000),
    shape("ref-cycles", references::cycles, 2_000, 200),
    shape("one-inline-schema-many-users", references::many_users, 5_000, 500),
    shape("dynamic-anchors", references::dynamic_anchors, 2_000, 200),
    shape("all-of-twice", compositions::all_of_twice, 30, 100),
    shape("one-of-twice", compositions::one_of_twice, 30, 100),
    shape("any-of-twice", compositions::any_of_twice, 30, 100),
    shape("fibonacci-all-of", compositions::fibonacci_all_of, 60, 120),
    shape("fibonacci-one-of", compositions::fibonacci_one_of, 60, 60),
    shape("fibonacci-any-of", compositions::fibonacci_any_of, 60, 60),
    shape("mesh-all-of", compositions::mesh_all_of, 40, 20),
    shape("mesh-one-of", compositions::mesh_one_of, 60, 20),
    shape("mesh-any-of", compositions::mesh_any_of, 60, 20),
    shape("chain-all-of", compositions::chain_all_of, 2_000, 250),
    shape("chain-one-of", compositions::chain_one_of, 2_000, 100),
    shape("chain-any-of", compositions::chain_any_of, 2_000, 100),
    shape("chain-alias", compositions::chain_alias, 10_000, 500),
    shape("chain-items", compositions::chain_items, 10_000, 500),
    shape("chain-properties", compositions::chain_properties, 5_000, 500),
    shape("all-of-object-and-union", compositions::all_of_object_and_union, 1_000, 80),
    shape("all-of-two-unions", compositions::all_of_two_unions, 1_000, 80),
    shape("all-of-many-parts", compositions::all_of_many_parts, 5_000, 500),
    shape("all-of-widening", compositions::all_of_widening, 1_000, 50),
    shape("inherited-by-many", compositions::inherited_by_many, 1_000, 100),
    shape("circles-that-meet", intersections::circles_that_meet, 300, 20),
    shape("property-narrowed-by-levels", intersections::property_narrowed_by_levels, 1_000, 50),
    shape("parent-of-many", intersections::parent_of_many, 1_000, 100),
    shape("parents-in-levels", intersections::parents_in_levels, 1_000, 50),
    shape("undeclared-tags", intersections::undeclared_tags, 300, 20),
    shape("unions-that-all-hold", intersections::unions_that_all_hold, 1_000, 10),
    shape("inline-union-doubled", compositions::inline_union_doubled, 1 << 14, 1 << 6),
    shape("union-of-objects", unions::of_objects, 3_000, 100),
    shape("union-of-constant-properties", unions::of_constant_properties, 500, 20),
    shape("union-of-alike-objects", unions::of_alike_objects, 1_000, 50),
    shape("union-of-constants", unions::of_constants, 3_000, 200),
    shape("union-of-lists", unions::of_lists, 1_000, 100),
    shape("union-of-itself", unions::of_itself, 5_000, 1_500),
    shape("discriminator-mapping", unions::discriminator_mapping, 3_000, 200),
    shape("discriminated-unions-of-unions", unions::discriminated_unions_of_unions, 300, 20),
    shape("enum-values", unions::enum_values, 20_000, 1_000),
    shape("enum-values-of-one-name", unions::enum_values_of_one_name, 3_000, 1_000),
    shape("names-of-an-enum", unions::names_of_an_enum, 4_000, 200),
    shape("enums-with-one-more", unions::enums_with_one_more, 4_000, 200),
    shape("properties", objects::properties, 100_000, 1_000),
    shape("properties-of-one-name", objects::properties_of_one_name, 3_000, 400),
    shape("properties-in-place", objects::properties_in_place, 5_000, 250),
    shape("required-without-properties", objects::required_without_properties, 20_000, 1_000),
    shape("all-of-properties", objects::all_of_properties, 20_000, 1_000),
    shape("constants", objects::constants, 10_000, 500),
    shape("pattern-properties", objects::pattern_properties, 5_000, 1_000),
    shape("dependent-schemas", objects::dependent_schemas, 5_000, 500),
    shape("conditions", objects::conditions, 2_000, 300),
    shape("nots", objects::nots, 5_000, 500),
    shape("prefix-items", objects::prefix_items, 5_000, 500),
    shape("examples", objects::examples, 20_000, 2_000),
    shape("unsupported-keywords", objects::unsupported_keywords, 5_000, 500),
    shape("operations", operations::of_one_tag, 100_000, 500),
    shape("operations-of-their-own-tags", operations::of_their_own_tags, 5_000, 250),
    shape("operations-of-one-path-stem", operations::of_one_path_stem, 5_000, 500),
    shape("operations-of-one-id", operations::of_one_id, 5_000, 500),
    shape("operations-without-id", operations::without_id, 5_000, 500),
    shape("parameters", operations::parameters, 5_000, 250),
    shape("parameters-of-one-name", operations::parameters_of_one_name, 3_000, 200),
    shape("path-parameters", operations::path_parameters, 2_000, 200),
    shape("path-level-parameters", operations::path_level_parameters, 500, 25),
    shape("shared-parameter", operations::shared_parameter, 5_000, 250),
    shape("responses", operations::responses, 500, 60),
    shape("media-types", operations::media_types, 1_000, 50),
    shape("headers", operations::headers, 5_000, 500),
    shape("paginated-lists", operations::paginated_lists, 3_000, 100),
    shape("wrong-pagination", operations::wrong_pagination, 3_000, 100),
    shape("path-items-of-one", operations::path_items_of_one, 2_000, 100),
    shape("one-answer-many-headers", operations::one_answer_many_headers, 2_000, 50),
    shape("security-of-all", operations::security_of_all, 2_000, 100),
    shape("recursive-bodies-alike", operations::recursive_bodies_alike, 50, 200),
    shape("callbacks", operations::callbacks, 3_000, 500),
    shape("webhooks", operations::webhooks, 3_000, 200),
    shape("multipart-encodings", operations::multipart_encodings, 3_000, 200),
    shape("servers", operations::servers, 10_000, 2_000),
    shape("server-variables", operations::server_variables, 3_000, 3_000),
    shape("server-variables-doubling", operations::server_variables_doubling, 60, 500),
    shape("security-schemes", operations::security_schemes, 3_000, 250),
    shape("security-requirements", operations::security_requirements, 5_000, 250),
    shape("tags", names::tags, 5_000, 2_000),
    shape("schemas", names::schemas, 30_000, 500),
    shape("schemas-of-one-name", names::schemas_of_one_name, 3_000, 200),
    shape("schemas-of-one-stem", names::schemas_of_one_stem, 5_000, 500),
    shape("in-place-types-of-one-name", names::in_place_types_of_one_name, 3_000, 200),
    shape("tags-of-one-name", names::tags_of_one_name, 3_000, 400),
    shape("operations-of-one-name", names::operations_of_one_name, 3_000, 500),
    shape("long-schema-name", names::long_schema_name, 100_000, 50_000),
    shape("long-tag", names::long_tag, 100_000, 50_000),
    shape("long-names-nested", names::long_names_nested, 100, 20),
    shape("long-path", names::long_path, 100_000, 100_000),
    shape("long-enum-value", names::long_enum_value, 100_000, 50_000),
    shape("long-description", nesting::long_description, 2_000_000, 200_000),
    shape(
        "long-description-without-spaces",
        nesting::long_description_of_one_word,
        2_000_000,
        200_000,
    ),
    shape("many-descriptions", nesting::many_descriptions, 20_000, 1_000),
    shape("one-description-many-uses", nesting::one_description_many_uses, 3_000, 500),
    shape("nested-schemas", nesting::schemas, 250, 12),
    shape("nested-lists", nesting::lists, 250, 12),
    shape("nested-compositions", nesting::compositions, 250, 12),
    shape("nested-example", nesting::example, 250, 12),
    shape("nested-default", nesting::default, 250, 12),
    shape("nested-extension", nesting::extension, 250, 12),
    overlaid("overlay-doubling", overlays::document, overlays::doubling, 30, 16),
    overlaid("overlay-everything", overlays::document, overlays::everything, 1_000, 160),
    overlaid(
        "overlay-removing-items",
        overlays::list_of_values,
        overlays::removing_items,
        20_000,
        4_000,
    ),
    overlaid("overlay-one-object", overlays::document, overlays::one_object, 10_000, 500),
    overlaid("overlay-actions", overlays::document, overlays::actions, 5_000, 100),
];

//! Names of methods: docs/NAMES.md, "Methods".

use specmill_core::names::NameTable;

use crate::read;

/// What operations answer.
const ANSWERS: [(&str, &str); 8] = [
    ("nothing", "'204': {description: none}"),
    (
        "thing",
        "{type: object, properties: {id: {type: string}, parts: {type: array, items: {type: object}}}}",
    ),
    ("list", "{type: array, items: {type: string}}"),
    ("data", "{type: object, properties: {data: {type: array, items: {type: object}}}}"),
    (
        "items",
        "{type: object, properties: {items: {type: array, items: {type: object, properties: {n: {}}}}}}",
    ),
    (
        "own data",
        "{type: object, properties: {id: {type: string}, data: {type: array, items: {}}}}",
    ),
    ("any", "{}"),
    ("bytes", "'200': {description: it, content: {image/png: {}}}"),
];

/// The methods of the operations (tag, method, path, `operationId`, answer, further members).
fn methods(operations: &[[&str; 6]]) -> Vec<String> {
    let mut text = "paths:\n".to_owned();
    for (at, [tag, method, path, id, answer, more]) in operations.iter().enumerate() {
        let (_, answer) =
            ANSWERS.iter().find(|(name, _)| name == answer).expect("an answer's name");
        let responses = match answer.starts_with('\'') {
            true => format!("{{{answer}}}"),
            false => format!(
                "{{'200': {{description: it, content: {{application/json: {{schema: {answer}}}}}}}}}"
            ),
        };
        let tags = if tag.is_empty() { String::new() } else { format!("tags: ['{tag}'], ") };
        let at = "/x".repeat(at); // No path comes twice.
        text.push_str(&format!(
            "  '{at}{path}':\n    {method}: {{{tags}operationId: '{id}', responses: {responses}{more}}}\n"
        ));
    }
    let names = NameTable::new(&read(&text).api);
    names.operations.into_iter().map(|operation| operation.method).collect()
}

fn method(tag: &str, method: &str, path: &str, id: &str, answer: &str, more: &str) -> String {
    methods(&[[tag, method, path, id, answer, more]]).remove(0)
}

#[test]
fn a_list_is_list_and_one_thing_is_get() {
    const LIMIT: &str = ", parameters: [{name: page-size, in: query, schema: {type: integer}}]";
    for (tag, path, id, answer, more, expected) in [
        ("Pets", "/pets/{id}", "retrievePet", "thing", "", "get"),
        ("Pets", "/pets/{id}", "FetchPet", "any", "", "get"),
        ("Pets", "/pets/{id}", "read_pet", "thing", "", "get"),
        ("Pets", "/pets/{id}", "describe-pet", "own data", "", "get"),
        ("Pets", "/pets/{id}", "showPetById", "thing", "", "get"),
        ("Pets", "/pets/{id}/photo", "retrievePetPhoto", "bytes", "", "get_photo"),
        ("Pets", "/pets/name/{name}", "findPetByName", "thing", "", "get_by_name"),
        ("Pets", "/pets", "getPets", "list", "", "list"),
        ("Pets", "/pets", "getPets", "data", "", "list"),
        ("Pets", "/pets/{id}/toys", "getPetToys", "items", LIMIT, "list_toys"),
        ("Pets", "/pets/{id}/toys", "getPetToys", "items", "", "get_toys"),
        ("Pets", "/pets", "findPetsByStatus", "list", "", "list_by_status"),
        ("Pets", "/pets", "getToyList", "list", "", "list_toy"),
        ("Pets", "/toys", "listPaginatedToys", "data", "", "list_toys"),
        ("Pets", "/toys", "listPaginatedToys", "thing", "", "list_paginated_toys"),
        // Neither verb fits.
        ("Pets", "/pets/{id}", "readPet", "nothing", "", "read"),
        ("Pets", "/pets", "searchPets", "list", "", "search"),
        ("Pets", "/pets/{id}", "downloadPet", "bytes", "", "download"),
        // A pinned name is what it says.
        ("Pets", "/pets/{id}", "readPet", "thing", ", x-specmill-name: retrieve", "retrieve"),
    ] {
        assert_eq!(method(tag, "get", path, id, answer, more), expected, "{id} {answer}");
    }
}

#[test]
fn a_change_of_one_thing_is_update_and_a_verb_of_another_method_is_its_own() {
    assert_eq!(method("Pets", "post", "/pets/{id}", "modifyPet", "thing", ""), "update");
    assert_eq!(method("Pets", "patch", "/pets/{id}", "modifyPet", "thing", ""), "update");
    assert_eq!(method("Pets", "post", "/pets", "modifyPets", "list", ""), "modify");
    assert_eq!(method("Pets", "post", "/pets/{id}", "retrievePet", "thing", ""), "retrieve");
    assert_eq!(method("Pets", "delete", "/pets/{id}", "removePet", "thing", ""), "remove");
}

#[test]
fn a_verb_stays_where_the_usual_one_names_another_operation() {
    let pets = |path, id, answer| ["Pets", "get", path, id, answer, ""];
    let both = [pets("/pets/{id}", "retrievePet", "thing"), pets("/pets/me", "getPet", "thing")];
    assert_eq!(methods(&both), ["retrieve", "get"]);
    let lists = [pets("/pets", "listPets", "list"), pets("/all", "getPets", "list")];
    assert_eq!(methods(&lists), ["list", "get"]);
    // What becomes a list makes room, in any order.
    let one = pets("/pets/{id}", "getPet", "thing");
    let all = pets("/pets", "getPets", "list");
    assert_eq!(methods(&[one, all]), ["get", "list"]);
    assert_eq!(methods(&[all, one]), ["list", "get"]);
    // Two that would become the same both stay.
    let two = [pets("/a/{id}", "readPet", "thing"), pets("/b/{id}", "showPet", "thing")];
    assert_eq!(methods(&two), ["read", "show"]);
    // A method that the client has anyway.
    let users = ["Users", "get", "/users", "all", "list", ""];
    let own = ["", "get", "/request/{id}", "users", "thing", ""];
    assert_eq!(methods(&[users, own]), ["all", "users_2"]);
}

#[test]
fn the_tag_before_a_name_is_no_part_of_it() {
    assert_eq!(method("repos", "get", "/a", "repos/list-for-user", "list", ""), "list_for_user");
    assert_eq!(method("code-scanning", "get", "/a", "code-scanning/upload", "thing", ""), "upload");
    assert_eq!(method("Droplets", "delete", "/a", "droplets_destroy", "nothing", ""), "destroy");
    assert_eq!(method("Droplets", "get", "/a", "droplets_get", "list", ""), "list");
    // A verb, of the same word as the tag or not.
    assert_eq!(method("Search", "post", "/a", "search_points", "list", ""), "search_points");
    assert_eq!(method("Invites", "post", "/a", "invite-user", "thing", ""), "invite_user");
    assert_eq!(method("Invites", "post", "/a", "invites", "thing", ""), "invites");
    // What all of a tag begin with.
    let usage = |id| ["Usage", "get", "/a", id, "data", ""];
    let all = [usage("usage-images"), usage("usage-costs"), usage("usage-get-all")];
    assert_eq!(methods(&all), ["images", "costs", "list_all"]);
    assert_eq!(methods(&[all[0], usage("costs")]), ["usage_images", "costs"]);
}

//! Documents in several files.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

use specmill::{Generator, Output};
use specmill_core::source::{self, Node, Pointer};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: Zoo, version: '1'}\n";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let head = if *name == "zoo.yaml" { HEAD } else { "" };
        fs::write(path, format!("{head}{text}")).unwrap();
    }
    folder
}

/// The joined document, and what is said about it without the folder's name.
fn joined(folder: &Path) -> (Node, String) {
    let document = source::join(&folder.join("zoo.yaml")).unwrap();
    let said = document.diagnostics.render(&document);
    (document.root, said.replace(&format!("{}/", folder.display()), ""))
}

fn generated(folder: &Path) -> (Output, String) {
    let output = Generator::new(folder.join("zoo.yaml")).render().unwrap();
    for file in output.files() {
        syn::parse_file(&file.text).unwrap();
    }
    let said = output.diagnostics().to_string();
    (output, said.replace(&format!("{}/", folder.display()), ""))
}

fn text<'n>(root: &'n Node, pointer: &str) -> &'n str {
    let found = root.at(&Pointer::parse(pointer)).and_then(Node::as_str);
    found.unwrap_or_else(|| panic!("no text at {pointer}: {root:#?}"))
}

fn names(root: &Node, section: &str) -> Vec<String> {
    let found = root.at(&Pointer::parse(&format!("/components/{section}")));
    found.unwrap().as_object().unwrap().keys().cloned().collect()
}

const PETS: &str = "\
list:
  get:
    tags: [Pets]
    operationId: list-pets
    parameters: [{$ref: 'shared/common.json#/parameters/Limit'}]
    responses:
      '200':
        description: The pets.
        content: {application/json: {schema: {type: array, items: {$ref: '#/schemas/Pet'}}}}
      default: {$ref: 'shared/common.json#/responses/Failed'}
    requestBody: {$ref: '#/bodies/NewPet'}
bodies:
  NewPet: {content: {application/json: {schema: {$ref: '#/schemas/Pet'}}}}
schemas:
  Pet:
    type: object
    properties:
      owner: {$ref: 'shared/owner.yaml', description: Whose it is.}
      parent: {$ref: '#/schemas/Pet'}
      $ref: {type: string}
    example: {$ref: 'not/a/reference.yaml'}
";

const COMMON: &str = r##"{
  "parameters": {"Limit": {"name": "limit", "in": "query", "schema": {"$ref": "#/schemas/Count"}}},
  "responses": {"Failed": {"description": "It failed.", "headers": {"x-id": {"$ref": "#/headers/Id"}}}},
  "headers": {"Id": {"schema": {"type": "string"}}},
  "schemas": {"Count": {"type": "integer"}, "Town": {"$ref": "#/schemas/Place"}, "Place": {"type": "string"}}
}"##;

const OWNER: &str = "\
type: object
properties:
  pets: {type: array, items: {$ref: '../pets.yaml#/schemas/Pet'}}
  friend: {$ref: '#'}
  town: {$ref: common.json#/schemas/Town}
  street: {$ref: '../zoo.yaml#/components/schemas/Street'}
";

const ROOT: &str = "\
paths:
  /pets: {$ref: './pets.yaml#/list', summary: Written here.}
components:
  schemas:
    Street: {type: string}
";

#[test]
fn files_become_one_document() {
    let folder = folder(&[
        ("zoo.yaml", ROOT),
        ("pets.yaml", PETS),
        ("shared/common.json", COMMON),
        ("shared/owner.yaml", OWNER),
    ]);
    let (root, said) = joined(folder.path());
    assert_eq!(said, "");
    assert_eq!(names(&root, "schemas"), ["Street", "Pet", "Count", "owner", "Place"]);
    assert_eq!(names(&root, "parameters"), ["Limit"]);
    assert_eq!(names(&root, "headers"), ["Id"]);
    for (pointer, expected) in [
        ("/paths/~1pets/summary", "Written here."),
        ("/paths/~1pets/get/parameters/0/$ref", "#/components/parameters/Limit"),
        ("/paths/~1pets/get/requestBody/$ref", "#/components/requestBodies/NewPet"),
        ("/paths/~1pets/get/responses/default/$ref", "#/components/responses/Failed"),
        ("/components/parameters/Limit/schema/$ref", "#/components/schemas/Count"),
        ("/components/schemas/Pet/properties/owner/$ref", "#/components/schemas/owner"),
        ("/components/schemas/Pet/properties/owner/description", "Whose it is."),
        ("/components/schemas/Pet/properties/$ref/type", "string"),
        ("/components/schemas/Pet/example/$ref", "not/a/reference.yaml"),
        ("/components/schemas/owner/properties/pets/items/$ref", "#/components/schemas/Pet"),
        ("/components/schemas/owner/properties/friend/$ref", "#/components/schemas/owner"),
        ("/components/schemas/owner/properties/town/$ref", "#/components/schemas/Place"),
        ("/components/schemas/owner/properties/street/$ref", "#/components/schemas/Street"),
    ] {
        assert_eq!(text(&root, pointer), expected, "{pointer}");
    }
    let document = source::join(&folder.path().join("zoo.yaml")).unwrap();
    let files: Vec<_> =
        document.files().map(|file| file.strip_prefix(folder.path()).unwrap()).collect();
    let expected = ["zoo.yaml", "pets.yaml", "shared/common.json", "shared/owner.yaml"];
    assert_eq!(files, expected.map(Path::new));
    let (output, said) = generated(folder.path());
    assert_eq!(said, "");
    let surface = output.surface().to_string();
    assert!(surface.contains("pets::Owner.street: Option<"), "{surface}");
}

#[test]
fn the_bundle_gives_the_same_client() {
    let folder = folder(&[
        ("zoo.yaml", ROOT),
        ("pets.yaml", PETS),
        ("shared/common.json", COMMON),
        ("shared/owner.yaml", OWNER),
    ]);
    let bundle = specmill::bundle(folder.path().join("zoo.yaml")).unwrap();
    let alone = tempfile::tempdir().unwrap();
    fs::write(alone.path().join("zoo.yaml"), bundle.text()).unwrap();
    let (one, several) = (generated(alone.path()).0, generated(folder.path()).0);
    assert_eq!(one.files(), several.files());
    assert_eq!(one.surface(), several.surface());
}

#[test]
fn a_component_that_is_a_file_keeps_its_name_and_others_are_numbered() {
    let folder = folder(&[
        (
            "zoo.yaml",
            "paths: {}\ncomponents:\n  schemas:\n    Animal: {$ref: 'a.yaml#/Pet'}\n    \
             All:\n      oneOf: [{$ref: 'a.yaml#/Pet'}, {$ref: 'b.yaml#/Pet'}, {$ref: 'c.yaml#/Pet'}]\n      \
             discriminator: {propertyName: kind, mapping: {a: 'a.yaml#/Pet', b: 'b.yaml#/Pet', c: All}}\n",
        ),
        ("a.yaml", "Pet: {type: object, title: A}\n"),
        ("b.yaml", "Pet: {type: object, title: B}\n"),
        ("c.yaml", "Pet: {type: object, title: C}\n"),
    ]);
    let (root, said) = joined(folder.path());
    assert_eq!(names(&root, "schemas"), ["Animal", "All", "Pet", "Pet2"]);
    assert_eq!(text(&root, "/components/schemas/Animal/title"), "A");
    assert_eq!(text(&root, "/components/schemas/Pet2/title"), "C");
    let all = "/components/schemas/All";
    assert_eq!(text(&root, &format!("{all}/oneOf/0/$ref")), "#/components/schemas/Animal");
    let mapping = format!("{all}/discriminator/mapping");
    assert_eq!(text(&root, &format!("{mapping}/a")), "#/components/schemas/Animal");
    assert_eq!(text(&root, &format!("{mapping}/b")), "#/components/schemas/Pet");
    assert_eq!(text(&root, &format!("{mapping}/c")), "All");
    assert_eq!(
        said,
        "warning[component-renamed]: `Pet` of `c.yaml` becomes `Pet2`: another component has that name\n  \
         --> zoo.yaml:8:62  /components/schemas/All/oneOf/2/$ref\n  \
         help: give one of them another name, or list it under `components` of the document\n"
    );
}

#[test]
fn faults_name_the_file_they_are_in() {
    let folder = folder(&[
        ("zoo.yaml", "paths: {/pets: {$ref: 'pets.yaml#/list'}}\n"),
        (
            "pets.yaml",
            "list:\n  get:\n    operationId: list\n    parameters:\n      - {name: a, in: quer, schema: {type: string}}\n    \
             responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/Pet'}}}}}\n\
             Pet:\n  type: object\n  properties:\n    a:\n      type: strin\n",
        ),
    ]);
    let (_, said) = generated(folder.path());
    assert!(said.contains("--> pets.yaml:11:7  /Pet/properties/a/type\n"), "{said}");
    assert!(said.contains("--> pets.yaml:5:"), "{said}");
    assert!(said.contains("/list/get/parameters/0"), "{said}");
}

#[test]
fn what_is_not_there_is_said_once_with_the_nearest_name() {
    let folder = folder(&[
        (
            "zoo.yaml",
            "paths: {}\ncomponents:\n  schemas:\n    \
             A: {type: object, properties: {a: {$ref: 'pet.yaml#/Pet'}, b: {$ref: 'pets.yaml#/Pets'}}}\n    \
             B: {type: object, properties: {c: {$ref: 'pets.yaml#Pet'}, d: {$ref: broken.yaml}}}\n",
        ),
        ("pets.yaml", "Pet: {type: object, properties: {x: {$ref: '#/Pett'}}}\n"),
        ("broken.yaml", "a: [\n"),
    ]);
    let (output, said) = generated(folder.path());
    for expected in [
        "`pet.yaml#/Pet` points to nothing: there is no file `pet.yaml`\n  \
         --> zoo.yaml:6:40  /components/schemas/A/properties/a/$ref\n  help: the nearest name is `pets.yaml`\n",
        "`pets.yaml#/Pets` points to nothing: `pets.yaml` has no `Pets`\n  \
         --> zoo.yaml:6:68  /components/schemas/A/properties/b/$ref\n  help: the nearest name is `Pet`\n",
        "`pets.yaml#Pet` names an anchor",
        "`broken.yaml` points into a file that cannot be read",
        "error[invalid-yaml]",
    ] {
        assert!(said.contains(expected), "{expected}\n\nin\n\n{said}");
    }
    assert_eq!(output.diagnostics().iter().count(), 5, "{said}");
    assert!(output.sources().any(|file| file.ends_with("broken.yaml")));
}

#[test]
fn loops_end_in_a_diagnostic() {
    let folder = folder(&[
        (
            "zoo.yaml",
            "paths:\n  /a: {$ref: 'a.yaml#/one'}\n  /b: {$ref: 'a.yaml#/calls'}\ncomponents:\n  schemas:\n    \
             A: {type: object, properties: {a: {$ref: 'a.yaml#/Loop'}}}\n",
        ),
        (
            "a.yaml",
            "one: {$ref: 'b.yaml#/two'}\nLoop: {$ref: '#/Loop'}\n\
             calls:\n  post:\n    operationId: call\n    responses: {'204': {description: It.}}\n    \
             callbacks: {back: {'{$request.body#/url}': {$ref: '#/calls'}}}\n",
        ),
        ("b.yaml", "two: {$ref: 'a.yaml#/one'}\n"),
    ]);
    let (_, said) = joined(folder.path());
    assert_eq!(said.matches("error[reference-loop]").count(), 3, "{said}");
    assert!(said.contains("--> zoo.yaml:4:8  /paths/~1a/$ref"), "{said}");
    assert!(said.contains("--> a.yaml:7:"), "{said}");
    generated(folder.path());
}

#[test]
fn nothing_outside_the_folder_of_the_document_is_read() {
    let outer = tempfile::tempdir().unwrap();
    let secret = outer.path().join("secret.yaml");
    fs::write(&secret, "Key: {type: object, title: secret}\n").unwrap();
    let folder = outer.path().join("spec");
    fs::create_dir(&folder).unwrap();
    let mut references: Vec<String> = [
        "../secret.yaml#/Key",
        "a/../../secret.yaml#/Key",
        "%2e%2e/secret.yaml#/Key",
        "../../../../../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://localhost/a.yaml#/Key",
        "//localhost/a.yaml#/Key",
    ]
    .map(str::to_owned)
    .into();
    references.push(format!("{}#/Key", secret.display()));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&secret, folder.join("link.yaml")).unwrap();
        std::os::unix::fs::symlink(outer.path(), folder.join("up")).unwrap();
        references.push("link.yaml#/Key".to_owned());
        references.push("up/secret.yaml#/Key".to_owned());
    }
    for reference in references {
        let schema = format!(
            "paths: {{}}\ncomponents: {{schemas: {{A: {{properties: {{a: {{$ref: '{reference}'}}}}}}}}}}"
        );
        fs::write(folder.join("zoo.yaml"), format!("{HEAD}{schema}\n")).unwrap();
        let document = source::join(&folder.join("zoo.yaml")).unwrap();
        let codes: Vec<_> = document.diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, ["external-reference"], "{reference}");
        assert_eq!(document.files().count(), 1, "{reference}");
        assert!(!source::to_yaml(&document.root).unwrap().contains("secret\n"), "{reference}");
        let said = Generator::new(folder.join("zoo.yaml")).render().unwrap().diagnostics().clone();
        assert_eq!(said.iter().count(), 1, "{said}");
    }
}

/// A link within the folder is a file like any other.
#[cfg(unix)]
#[test]
fn a_link_that_stays_in_the_folder_is_followed() {
    let folder = folder(&[
        ("zoo.yaml", "paths: {}\ncomponents: {schemas: {A: {$ref: 'link.yaml#/A'}}}\n"),
        ("a.yaml", "A: {type: string}\n"),
    ]);
    std::os::unix::fs::symlink("a.yaml", folder.path().join("link.yaml")).unwrap();
    let (root, said) = joined(folder.path());
    assert_eq!((text(&root, "/components/schemas/A/type"), &*said), ("string", ""));
}

/// The trees of other projects beside this repository, where they are there.
#[test]
fn trees_of_other_projects_are_joined() {
    let trees = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/specs/trees");
    let documents = [
        (
            "digitalocean__openapi/specification/DigitalOcean-public.v2.yaml",
            1_000,
            "component-renamed",
        ),
        ("hey-api__openapi-ts/specs/3.1.x/full.yaml", 2, ""),
        // What it refers to is beside its folder, which is not read.
        (
            "opensearch-project__opensearch-api-specification/spec/namespaces/asynchronous_search.yaml",
            1,
            "external-reference",
        ),
    ];
    for (path, files, only) in documents {
        let path = trees.join(path);
        if !path.exists() {
            println!("skipped: there is no {}", path.display());
            continue;
        }
        let document = source::join(&path).unwrap();
        assert!(document.files().count() >= files, "{}", path.display());
        let others: Vec<_> = document
            .diagnostics
            .iter()
            .filter(|found| ![only, "conflicting-types"].contains(&found.code))
            .collect();
        assert!(others.is_empty(), "{others:#?}");
        let one = source::to_yaml(&document.root).unwrap();
        let again = source::parse(&one, Path::new("one.yaml")).unwrap();
        assert!(again.root == document.root, "{}", path.display());
    }
}

/// What is missing is told to cargo, too: the build must run again once it is there.
#[test]
fn a_file_that_is_missing_is_among_the_files() {
    let folder = folder(&[(
        "zoo.yaml",
        "paths: {}\ncomponents: {schemas: {A: {$ref: a.yaml}, B: {$ref: 'a.yaml#/b'}}}\n",
    )]);
    let document = source::join(&folder.path().join("zoo.yaml")).unwrap();
    let files: Vec<_> = document.files().map(|file| file.file_name().unwrap()).collect();
    assert_eq!(files, ["zoo.yaml", "a.yaml"]);
    assert_eq!(document.diagnostics.to_string().matches("there is no file").count(), 2);
}

//! Names of types: docs/NAMES.md, rule by rule.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use specmill::Generator;
use specmill::surface::ItemKind;

/// The surface of a document with these components.
fn surface(components: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.yaml");
    let head = "openapi: 3.0.3\ninfo: {title: Names, version: '1'}\n";
    fs::write(&path, format!("{head}{components}")).unwrap();
    Generator::new(&path).render().unwrap().surface().to_string()
}

fn schemas(schemas: &str) -> String {
    surface(&format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}"))
}

fn assert_has(surface: &str, lines: &[&str]) {
    for line in lines {
        assert!(surface.lines().any(|found| found == *line), "no `{line}` in\n{surface}");
    }
}

#[test]
fn no_word_is_said_twice() {
    let surface = schemas(
        "
    PartImage: {type: object, properties: {image_url: {type: object, properties: {detail: {type: string, enum: [low, high]}}}}}
    FileObject: {type: object, properties: {status: {type: string, enum: [new, old]}, file: {type: object, properties: {id: {type: string}}}}}
    Static: {type: object, properties: {static: {type: object, properties: {size: {type: integer}}}}}
",
    );
    assert_has(
        &surface,
        &[
            "shared::PartImage.image_url: Option<PartImageUrl>",
            "shared::PartImageUrl.detail: Option<PartImageUrlDetail>",
            "shared::FileObject.status: Option<FileStatus>",
            "shared::FileObject.file: Option<File>",
            "shared::Static.r#static: Option<StaticStatic>",
        ],
    );
}

/// Nor the operation of a path without a tag, which is a method of the client itself.
#[test]
fn no_tag_takes_a_name_of_the_client() {
    let operation = |tag| format!("{{get: {{tags: [{tag}], operationId: get, responses: {{}}}}}}");
    let paths: Vec<String> =
        ["With", "Builder"].map(|tag| format!("  /{tag}: {}", operation(tag))).into();
    let untagged = "  /w: {get: {operationId: with, responses: {}}}";
    let surface = surface(&format!("paths:\n{}\n{untagged}\n", paths.join("\n")));
    assert_has(
        &surface,
        &[
            "client::Client::with_2(&self) -> with::WithClient<'_>",
            "client::Client::builder_2(&self) -> builder::BuilderClient<'_>",
            "client::Client::with_3(&self) -> Call<()>",
        ],
    );
}

#[test]
fn a_part_is_called_as_all_are_in_the_singular() {
    let surface = schemas(
        "
    Run:
      type: object
      properties:
        tools: {type: array, items: {type: object, properties: {x: {type: string}}}}
        group_by: {type: array, items: {type: string, enum: [model, user]}}
        names: {type: object, additionalProperties: {type: object, properties: {y: {type: string}}}}
    Data: {type: array, items: {type: object, properties: {z: {type: string}}}}
",
    );
    assert_has(
        &surface,
        &[
            "shared::Run.tools: Option<Vec<RunTool>>",
            "shared::Run.group_by: Option<Vec<RunGroupBy>>",
            "shared::Run.names: Option<Map<RunName>>",
            // The list has a type of that name.
            "shared::Data: type = Vec<DataItem>",
        ],
    );
}

#[test]
fn a_long_name_loses_words_in_the_middle() {
    let deep = |word: &str| {
        format!(
            "{{type: object, properties: {{tool_resources: {{type: object, properties: {{file_search: {{type: object, properties: \
             {{vector_store: {{type: object, properties: {{chunking_strategy: {{type: object, properties: {{{word}: \
             {{type: string, enum: [a, b]}}}}}}}}}}}}}}}}}}}}}}"
        )
    };
    let long = "RealtimeServerEventConversationItemInputAudioTranscriptionCompleted";
    let surface = schemas(&format!(
        "
    CreateAssistantRequest: {}
    {long}: {{type: object, properties: {{a: {{type: string}}}}}}
",
        deep("overlap")
    ));
    assert_has(
        &surface,
        &[
            "shared::CreateAssistantRequestVectorStoreChunkingStrategyOverlap (enum, non_exhaustive)",
            "shared::RealtimeServerEventConversationAudioTranscriptionCompleted (struct, non_exhaustive)",
        ],
    );
}

#[test]
fn variants_have_no_words_that_all_share() {
    let surface = schemas(
        "
    CreateTranscriptionResponseJson: {type: object, required: [text], properties: {text: {type: string}}}
    CreateTranscriptionResponseVerboseJson: {type: object, required: [words], properties: {words: {type: string}}}
    CreateTranscriptionResponse: {oneOf: [{$ref: '#/components/schemas/CreateTranscriptionResponseJson'}, {$ref: '#/components/schemas/CreateTranscriptionResponseVerboseJson'}]}
    ComparisonFilter: {type: object, required: [key], properties: {key: {type: string}}}
    CompoundFilter: {type: object, required: [all], properties: {all: {type: string}}}
    Condition: {oneOf: [{$ref: '#/components/schemas/ComparisonFilter'}, {$ref: '#/components/schemas/CompoundFilter'}]}
    UserContentPart: {type: object, properties: {text: {type: string}}}
    UserContent: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/UserContentPart'}}]}
    MessageContent: {oneOf: [{type: string}, {type: array, title: Array of content parts, items: {$ref: '#/components/schemas/CompoundFilter'}}]}
    Stop: {oneOf: [{type: string}, {type: array, items: {type: string}}]}
    Prompt: {oneOf: [{type: string}, {type: array, items: {type: string}}, {type: array, items: {type: integer}}]}
    ThingUnknown: {type: object, required: [u], properties: {u: {type: string}}}
    ThingKnown: {type: object, required: [k], properties: {k: {type: string}}}
    Thing: {oneOf: [{$ref: '#/components/schemas/ThingUnknown'}, {$ref: '#/components/schemas/ThingKnown'}]}
",
    );
    assert_has(
        &surface,
        &[
            "shared::CreateTranscriptionResponse::Json(CreateTranscriptionResponseJson)",
            "shared::CreateTranscriptionResponse::VerboseJson(CreateTranscriptionResponseVerboseJson)",
            "shared::Condition::Comparison(ComparisonFilter)",
            "shared::Condition::Compound(CompoundFilter)",
            "shared::UserContent::Parts(Vec<UserContentPart>)",
            "shared::MessageContent::Parts(Vec<CompoundFilter>)",
            "shared::Stop::List(Vec<String>)",
            "shared::Prompt::TextList(Vec<String>)",
            "shared::Prompt::IntegerList(Vec<i64>)",
            // Every union has an `Unknown`.
            "shared::Thing::ThingUnknown(ThingUnknown)",
            "shared::Thing::Known(ThingKnown)",
        ],
    );
}

#[test]
fn a_tag_names_its_member() {
    let surface = schemas(
        "
    PetCat: {type: object, required: [kind], properties: {kind: {type: string, enum: [pet.cat]}}}
    PetDog: {type: object, required: [kind], properties: {kind: {type: string, enum: [pet.dog]}}}
    Pet: {oneOf: [{$ref: '#/components/schemas/PetCat'}, {$ref: '#/components/schemas/PetDog'}], discriminator: {propertyName: kind, mapping: {pet.cat: PetCat, pet.dog: PetDog}}}
",
    );
    assert_has(&surface, &["shared::Pet::PetCat(PetCat)", "shared::Pet::PetDog(PetDog)"]);
}

#[test]
fn equal_enums_of_one_word_are_one_type() {
    let surface = surface(
        "
paths:
  /a: {get: {operationId: listA, parameters: [{name: order, in: query, schema: {type: string, enum: [asc, desc]}}], responses: {'204': {description: none}}}}
  /b: {get: {operationId: listB, parameters: [{name: order, in: query, description: Another text., schema: {type: string, enum: [desc, asc], default: asc}}], responses: {'204': {description: none}}}}
  /c: {get: {operationId: listC, parameters: [{name: order, in: query, schema: {type: string, enum: [up, down]}}, {$ref: '#/components/parameters/Detail'}], responses: {'204': {description: none}}}}
components:
  parameters: {Detail: {name: detail, in: query, schema: {type: string, enum: [low, high]}}}
  schemas:
    Input: {type: object, properties: {input_audio_format: {type: string, enum: [pcm, wav]}, tier: {type: string, enum: [a, b]}}}
    Output: {type: object, properties: {output_audio_format: {type: string, nullable: true, enum: [pcm, wav]}, tier: {type: string, enum: [a, c]}}}
    Level: {type: string, enum: [one, two]}
    Holder: {type: object, properties: {level: {type: string, enum: [one, two]}, other: {type: string, enum: [one, two]}}}
",
    );
    assert_has(
        &surface,
        &[
            "shared::Order::Asc",
            "shared::ListCOrder::Up",
            "shared::Detail::High",
            "shared::Input.input_audio_format: Option<AudioFormat>",
            "shared::Output.output_audio_format: Field<AudioFormat>",
            "shared::Input.tier: Option<InputTier>",
            "shared::Output.tier: Option<OutputTier>",
            "shared::Holder.level: Option<Level>",
            "shared::Holder.other: Option<HolderOther>",
        ],
    );
    assert!(!surface.contains("ListAOrder") && !surface.contains("ListBOrder"), "{surface}");
}

#[test]
fn equal_objects_are_one_type_where_their_names_have_something_in_common() {
    let object = |text: &str| {
        format!("{{type: object, properties: {{size: {{type: integer, description: {text}}}}}}}")
    };
    let surface = schemas(&format!(
        "
    CreateThreadRequest: {{type: object, properties: {{tool_resources: {}}}}}
    ThreadObject: {{type: object, properties: {{tool_resources: {}}}}}
    Run: {{type: object, properties: {{tool_resources: {}}}}}
    CreateMessageRequest: {{type: object, properties: {{attachment: {{type: object, properties: {{x: {{type: string}}}}}}}}}}
    MessageObject: {{type: object, properties: {{attachment: {{type: object, properties: {{x: {{type: string}}}}}}}}}}
    Upload: {{type: object, properties: {{attachment: {{type: object, properties: {{x: {{type: string}}}}}}}}}}
",
        object("The size."),
        object("the size"),
        object("Another."),
    ));
    assert_has(
        &surface,
        &[
            "shared::CreateThreadRequest.tool_resources: Option<ToolResources>",
            "shared::ThreadObject.tool_resources: Option<ToolResources>",
            "shared::Run.tool_resources: Option<RunToolResources>",
            "shared::CreateMessageRequest.attachment: Option<MessageAttachment>",
            "shared::MessageObject.attachment: Option<MessageAttachment>",
            "shared::Upload.attachment: Option<UploadAttachment>",
        ],
    );
}

#[test]
fn equal_enums_of_one_value_are_one_type() {
    let surface = surface(
        "
paths:
  /a: {get: {operationId: createRun, parameters: [{name: include, in: query, schema: {type: array, items: {type: string, enum: [content]}}}], responses: {'204': {description: none}}}}
  /b: {get: {operationId: getStep, parameters: [{name: include, in: query, schema: {type: array, items: {type: string, enum: [content]}}}], responses: {'204': {description: none}}}}
  /c: {get: {operationId: usageStores, parameters: [{name: group_by, in: query, schema: {type: string, enum: [project]}}], responses: {'204': {description: none}}}}
  /d: {get: {operationId: usageCosts, parameters: [{name: group_by, in: query, schema: {type: string, enum: [project]}}], responses: {'204': {description: none}}}}
  /g: {get: {operationId: usageA, parameters: [{name: group_by, in: query, schema: {type: string, enum: [project, user]}}], responses: {'204': {description: none}}}}
  /h: {get: {operationId: usageB, parameters: [{name: group_by, in: query, schema: {type: string, enum: [project, user]}}], responses: {'204': {description: none}}}}
  /i: {get: {operationId: listC, parameters: [{name: group_by, in: query, schema: {type: string, enum: [project, user]}}], responses: {'204': {description: none}}}}
  /e: {get: {operationId: listA, parameters: [{name: order, in: query, schema: {type: string, enum: [asc]}}], responses: {'204': {description: none}}}}
  /f: {get: {operationId: listB, parameters: [{name: order, in: query, schema: {type: string, enum: [asc]}}], responses: {'204': {description: none}}}}
components:
  schemas:
    One: {type: object, properties: {order: {type: string, enum: [asc, desc]}, version: {type: integer, enum: [1]}}}
    Two: {type: object, properties: {order: {type: string, enum: [asc, desc]}, version: {type: integer, enum: [1]}}}
    LiveSession: {type: object, properties: {tool: {type: object, properties: {type: {type: string, enum: [function]}, name: {type: string}}}}}
    LiveResponse: {type: object, properties: {tool: {type: object, properties: {type: {type: string, enum: [function]}, url: {type: string}}}}}
    Chunk: {type: object, properties: {type: {type: string, enum: [function]}}}
",
    );
    assert_has(
        &surface,
        &[
            "shared::Include::Content",
            // Others have `GroupBy` in more places.
            "shared::GroupBy::User",
            "shared::UsageGroupBy::Project",
            // An enum of more values has the name.
            "shared::One.order: Option<Order>",
            "shared::Two.order: Option<Order>",
            "shared::ListAOrder::Asc",
            "shared::ListBOrder::Asc",
            "shared::One.version: Option<Version>",
            "shared::Two.version: Option<Version>",
            "shared::LiveSessionTool.r#type: Option<LiveToolType>",
            "shared::LiveResponseTool.r#type: Option<LiveToolType>",
            "shared::Chunk.r#type: Option<ChunkType>",
        ],
    );
}

#[test]
fn equal_members_of_one_object_are_called_after_it() {
    let surface = schemas(
        "
    Moderation:
      type: object
      properties:
        input_types:
          type: object
          properties:
            hate: {type: array, items: {type: string, enum: [text]}}
            harassment: {type: array, items: {type: string, enum: [text]}}
            harassment_threatening: {type: array, items: {type: string, enum: [text]}}
            hate_threatening: {type: array, items: {type: string, enum: [text]}}
            violence: {type: array, items: {type: string, enum: [text, image]}}
            self_harm: {type: array, items: {type: string, enum: [image, text]}}
            order: {type: string, enum: [asc, desc]}
    AccountCapabilities:
      type: object
      properties:
        card: {type: object, properties: {requested: {type: boolean}}}
        transfers: {type: object, properties: {requested: {type: boolean}}}
        treasury: {type: object, properties: {requested: {type: boolean, default: true}}}
    # Less than half of it.
    Links:
      type: object
      properties: {own: {type: string, enum: [a, b]}, other: {type: string, enum: [a, b]}, c: {type: string}, d: {type: string}}
    # No plural.
    Filter: {type: object, properties: {own: {type: string, enum: [c, d]}, other: {type: string, enum: [c, d]}}}
    # One of the two is what it is elsewhere.
    Orders: {type: object, properties: {order: {type: string, enum: [asc, desc]}, sort: {type: string, enum: [asc, desc]}}}
",
    );
    assert_has(
        &surface,
        &[
            "shared::ModerationInputTypes.hate: Option<Vec<ModerationInputType>>",
            "shared::ModerationInputTypes.harassment: Option<Vec<ModerationInputType>>",
            "shared::ModerationInputTypes.harassment_threatening: Option<Vec<ModerationInputType>>",
            "shared::ModerationInputTypes.hate_threatening: Option<Vec<ModerationInputType>>",
            "shared::ModerationInputTypes.violence: Option<Vec<ModerationInputTypeTextOrImage>>",
            "shared::ModerationInputTypes.self_harm: Option<Vec<ModerationInputTypeTextOrImage>>",
            "shared::ModerationInputTypes.order: Option<Order>",
            "shared::AccountCapabilities.card: Option<AccountCapability>",
            "shared::AccountCapabilities.transfers: Option<AccountCapability>",
            "shared::AccountCapabilities.treasury: Option<AccountCapabilitiesTreasury>",
            "shared::Links.own: Option<LinksOwn>",
            "shared::Links.other: Option<LinksOther>",
            "shared::Filter.own: Option<FilterOwn>",
            "shared::Filter.other: Option<FilterOther>",
            "shared::Orders.order: Option<Order>",
            "shared::Orders.sort: Option<OrdersSort>",
        ],
    );
}

/// Real documents, where they are beside this repository.
#[test]
fn no_type_of_a_real_document_has_a_longer_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/specs");
    let Ok(entries) = fs::read_dir(folder.join("corpus")) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.extend(
        ["openai-2.3.0-oas30.yaml", "openai-2026-08-oas31.yaml"].map(|path| folder.join(path)),
    );
    let mut longer = BTreeSet::new();
    for path in paths {
        let surface = Generator::new(&path).render().unwrap().surface();
        let types = surface.items().iter().filter(|item| {
            matches!(item.kind, ItemKind::Struct(_) | ItemKind::Enum(_) | ItemKind::Alias { .. })
        });
        longer.extend(types.map(|item| item.name.clone()).filter(|name| name.len() > 60));
    }
    assert_eq!(longer, BTreeSet::new());
}

#[test]
fn a_shared_name_is_no_longer_than_any_other() {
    let member = format!("{}level", "very_".repeat(20));
    let object =
        format!("{{type: object, properties: {{{member}: {{type: string, enum: [low, high]}}}}}}");
    let surface = schemas(&format!("\n    Cat: {object}\n    Dog: {object}\n"));
    let name = "Very".repeat(13) + "Level";
    assert_has(&surface, &[&format!("shared::{name} (enum, non_exhaustive)")]);
    assert!(name.len() <= 60);
}

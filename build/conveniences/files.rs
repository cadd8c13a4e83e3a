//! The conveniences for files, uploads, audio and images, and work that is waited for.

use super::{Convenience, field, function, variant};

pub(super) const CONVENIENCES: &[Convenience] = &[
    (
        "create_and_poll_batch",
        &[function(
            "batch::BatchClient",
            "create",
            &["&self", "&CreateBatchRequest"],
            "Call<Batch>",
        )],
    ),
    (
        "create_and_poll_fine_tuning_job",
        &[function(
            "fine_tuning::FineTuningClient",
            "create_job",
            &["&self", "&CreateFineTuningJobRequest"],
            "Call<FineTuningJob>",
        )],
    ),
    (
        "create_and_poll_vector_stores",
        &[
            function(
                "vector_stores::VectorStoresClient",
                "create",
                &["&self", "&CreateVectorStoreRequest"],
                "Call<VectorStoreObject>",
            ),
            function(
                "vector_stores::VectorStoresClient",
                "create_file",
                &["&self", "impl AsRef<str>", "&CreateVectorStoreFileRequest"],
                "Call<VectorStoreFileObject>",
            ),
            function(
                "vector_stores::VectorStoresClient",
                "create_file_batch",
                &["&self", "impl AsRef<str>", "&CreateVectorStoreFileBatchRequest"],
                "Call<VectorStoreFileBatchObject>",
            ),
        ],
    ),
    (
        "create_and_poll_run",
        &[
            function(
                "assistants::AssistantsClient",
                "create_run",
                &["&self", "impl AsRef<str>", "&CreateRunRequest"],
                "CreateRunCall",
            ),
            function("CreateRunCall", "call", &["self"], "Call<RunObject>"),
            function(
                "assistants::AssistantsClient",
                "create_thread_and_run",
                &["&self", "&CreateThreadAndRunRequest"],
                "Call<RunObject>",
            ),
            function(
                "assistants::AssistantsClient",
                "submit_tool_outputs_to_run",
                &["&self", "impl AsRef<str>", "impl AsRef<str>", "&SubmitToolOutputsRunRequest"],
                "Call<RunObject>",
            ),
        ],
    ),
    (
        "create_and_poll_response",
        &[
            function(
                "responses::ResponsesClient",
                "create",
                &["&self", "&CreateResponse"],
                "CreateResponseCall",
            ),
            function("CreateResponseCall", "call", &["self"], "Call<Response>"),
        ],
    ),
    (
        "create_and_poll_video",
        &[
            function("videos::VideosClient", "create", &["&self"], "CreateVideoCall"),
            function(
                "CreateVideoCall",
                "body",
                &["self", "impl Into<CreateVideoBody<'body>>"],
                "Self",
            ),
            function("CreateVideoCall", "call", &["self"], "Call<VideoResource>"),
        ],
    ),
    (
        "create_and_poll_eval_run",
        &[function(
            "evals::EvalsClient",
            "create_run",
            &["&self", "impl AsRef<str>", "&CreateEvalRunRequest"],
            "Call<EvalRun>",
        )],
    ),
    (
        "poll_file",
        &[
            function(
                "files::FilesClient",
                "get",
                &["&self", "impl AsRef<str>"],
                "Call<OpenAIFile>",
            ),
            field("OpenAIFile", "status", "OpenAIFileStatus"),
            field("OpenAIFile", "id", "String"),
        ],
    ),
    (
        "create_from_path",
        &[
            function(
                "files::FilesClient",
                "create",
                &["&self", "&CreateFileRequest"],
                "Call<OpenAIFile>",
            ),
            function(
                "CreateFileRequest",
                "new",
                &["impl Into<http::Upload>", "impl Into<CreateFileRequestPurpose>"],
                "Self",
            ),
        ],
    ),
    (
        "upload_chunked",
        &[
            function(
                "uploads::UploadsClient",
                "create",
                &["&self", "&CreateUploadRequest"],
                "Call<Upload>",
            ),
            function(
                "uploads::UploadsClient",
                "add_part",
                &["&self", "impl AsRef<str>", "&AddUploadPartRequest"],
                "Call<UploadPart>",
            ),
            function(
                "uploads::UploadsClient",
                "complete",
                &["&self", "impl AsRef<str>", "&CompleteUploadRequest"],
                "Call<Upload>",
            ),
            function(
                "uploads::UploadsClient",
                "cancel",
                &["&self", "impl AsRef<str>"],
                "Call<Upload>",
            ),
            function(
                "CreateUploadRequest",
                "new",
                &[
                    "impl Into<String>",
                    "impl Into<CreateUploadRequestPurpose>",
                    "i64",
                    "impl Into<String>",
                ],
                "Self",
            ),
            function("AddUploadPartRequest", "new", &["impl Into<http::Upload>"], "Self"),
            function(
                "CompleteUploadRequest",
                "new",
                &["impl IntoIterator<Item: Into<String>>"],
                "Self",
            ),
            field("CompleteUploadRequest", "md5", "Option<String>"),
            field("Upload", "id", "String"),
            field("Upload", "expires_at", "UnixTime"),
            field("UploadPart", "id", "String"),
        ],
    ),
    // The same in older descriptions.
    (
        "upload_chunked",
        &[
            function(
                "uploads::UploadsClient",
                "create",
                &["&self", "&CreateUploadRequest"],
                "Call<Upload>",
            ),
            function(
                "uploads::UploadsClient",
                "add_part",
                &["&self", "impl AsRef<str>", "&AddUploadPartRequest"],
                "Call<UploadPart>",
            ),
            function(
                "uploads::UploadsClient",
                "complete",
                &["&self", "impl AsRef<str>", "&CompleteUploadRequest"],
                "Call<Upload>",
            ),
            function(
                "uploads::UploadsClient",
                "cancel",
                &["&self", "impl AsRef<str>"],
                "Call<Upload>",
            ),
            function(
                "CreateUploadRequest",
                "new",
                &[
                    "impl Into<String>",
                    "impl Into<CreateUploadRequestPurpose>",
                    "i64",
                    "impl Into<String>",
                ],
                "Self",
            ),
            function("AddUploadPartRequest", "new", &["impl Into<http::Upload>"], "Self"),
            function(
                "CompleteUploadRequest",
                "new",
                &["impl IntoIterator<Item: Into<String>>"],
                "Self",
            ),
            field("CompleteUploadRequest", "md5", "Option<String>"),
            field("Upload", "id", "String"),
            field("Upload", "expires_at", "i64"),
            field("UploadPart", "id", "String"),
        ],
    ),
    (
        "upload_and_poll",
        &[
            // With what it is made of.
            function(
                "files::FilesClient",
                "create",
                &["&self", "&CreateFileRequest"],
                "Call<OpenAIFile>",
            ),
            function(
                "CreateFileRequest",
                "new",
                &["impl Into<http::Upload>", "impl Into<CreateFileRequestPurpose>"],
                "Self",
            ),
            function(
                "vector_stores::VectorStoresClient",
                "create",
                &["&self", "&CreateVectorStoreRequest"],
                "Call<VectorStoreObject>",
            ),
            function(
                "vector_stores::VectorStoresClient",
                "create_file",
                &["&self", "impl AsRef<str>", "&CreateVectorStoreFileRequest"],
                "Call<VectorStoreFileObject>",
            ),
            function(
                "vector_stores::VectorStoresClient",
                "create_file_batch",
                &["&self", "impl AsRef<str>", "&CreateVectorStoreFileBatchRequest"],
                "Call<VectorStoreFileBatchObject>",
            ),
            function(
                "vector_stores::VectorStoresClient",
                "get",
                &["&self", "impl AsRef<str>"],
                "Call<VectorStoreObject>",
            ),
            function(
                "vector_stores::VectorStoresClient",
                "get_file",
                &["&self", "impl AsRef<str>", "impl AsRef<str>"],
                "Call<VectorStoreFileObject>",
            ),
            function(
                "vector_stores::VectorStoresClient",
                "get_file_batch",
                &["&self", "impl AsRef<str>", "impl AsRef<str>"],
                "Call<VectorStoreFileBatchObject>",
            ),
            field("VectorStoreObject", "status", "VectorStoreStatus"),
            field("VectorStoreObject", "id", "String"),
            field("VectorStoreFileObject", "status", "VectorStoreFileStatus"),
            field("VectorStoreFileObject", "id", "String"),
            field("VectorStoreFileObject", "vector_store_id", "String"),
            field("VectorStoreFileBatchObject", "status", "VectorStoreFileStatus"),
            field("VectorStoreFileBatchObject", "id", "String"),
            field("VectorStoreFileBatchObject", "vector_store_id", "String"),
            function("CreateVectorStoreFileRequest", "new", &["impl Into<String>"], "Self"),
            function("CreateVectorStoreFileBatchRequest", "new", &[], "Self"),
            field("CreateVectorStoreFileBatchRequest", "file_ids", "Option<Vec<String>>"),
        ],
    ),
    ("save_image", &[field("Image", "b64_json", "Option<String>")]),
    (
        "save_images",
        &[
            field("Image", "b64_json", "Option<String>"),
            field("ImagesResponse", "data", "Option<Vec<Image>>"),
        ],
    ),
    ("save_image_call", &[field("ImageGenToolCall", "result", "Option<String>")]),
    (
        "transcription_text",
        &[
            variant("audio::CreateTranscriptionAnswer", "Json", "(CreateTranscriptionResponse)"),
            variant("audio::CreateTranscriptionAnswer", "Text", "(String)"),
            variant("CreateTranscriptionResponse", "Json", "(CreateTranscriptionResponseJson)"),
            variant(
                "CreateTranscriptionResponse",
                "Transcribe",
                "(CreateTranscriptionResponseDiarizedJson)",
            ),
            variant(
                "CreateTranscriptionResponse",
                "VerboseJson",
                "(CreateTranscriptionResponseVerboseJson)",
            ),
            field("CreateTranscriptionResponseJson", "text", "String"),
            field("CreateTranscriptionResponseDiarizedJson", "text", "String"),
            field("CreateTranscriptionResponseVerboseJson", "text", "String"),
        ],
    ),
    (
        "translation_text",
        &[
            variant("audio::CreateTranslationAnswer", "Json", "(CreateTranslationResponse)"),
            variant("audio::CreateTranslationAnswer", "Text", "(String)"),
            variant("CreateTranslationResponse", "Json", "(CreateTranslationResponseJson)"),
            variant(
                "CreateTranslationResponse",
                "VerboseJson",
                "(CreateTranslationResponseVerboseJson)",
            ),
            field("CreateTranslationResponseJson", "text", "String"),
            field("CreateTranslationResponseVerboseJson", "text", "String"),
        ],
    ),
];

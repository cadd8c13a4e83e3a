//! Nodes by themselves.

use specmill_runtime::json::{Kind, Node, RawJson, Tape};

#[test]
fn kinds_and_values() {
    let tape = Tape::parse(br#"[null,true,1,-1.0,1.5,"a",[],{}]"#).expect("JSON");
    let items: Vec<Node<'_>> = tape.root().items().expect("an array").collect();
    let kinds: Vec<Kind> = items.iter().map(|item| item.kind()).collect();
    use Kind::{Array, Boolean, Integer, Null, Number, Object, String};
    assert_eq!(kinds, [Null, Boolean, Integer, Integer, Number, String, Array, Object]);
    assert!(items[0].is_null());
    assert_eq!(items[1].as_bool(), Some(true));
    assert_eq!(
        (items[2].as_i64(), items[2].as_u64(), items[2].as_f64()),
        (Some(1), Some(1), Some(1.0))
    );
    assert_eq!((items[3].as_i64(), items[3].as_u64()), (Some(-1), None));
    assert_eq!((items[4].as_i64(), items[4].as_f64()), (None, Some(1.5)));
    assert_eq!((items[5].as_str(), items[5].as_bool(), items[5].as_f64()), (Some("a"), None, None));
    assert!(
        items[5].items().is_none() && items[5].members().is_none() && items[5].get("a").is_none()
    );
    assert_eq!(format!("{:?}", items[5]), "$[5]: `\"a\"`");
}

#[test]
fn paths() {
    let tape =
        Tape::parse(br#"{"data":[{"a b":[[7]],"_x9":1},2],"9":3,"it's \\ \n":4,"\u00e9":5}"#)
            .expect("JSON");
    let root = tape.root();
    assert_eq!(root.path(), "$");
    let data: Vec<Node<'_>> = root.get("data").and_then(Node::items).expect("an array").collect();
    let deep = data[0].get("a b").and_then(|b| b.items()?.next()?.items()?.next()).expect("7");
    assert_eq!((deep.as_i64(), deep.path().as_str()), (Some(7), "$.data[0]['a b'][0][0]"));
    assert_eq!(data[0].get("_x9").map(Node::path).as_deref(), Some("$.data[0]._x9"));
    assert_eq!(data[1].path(), "$.data[1]");
    let names: Vec<String> =
        root.members().expect("an object").map(|(_, value)| value.path()).collect();
    assert_eq!(names, ["$.data", "$['9']", "$['it\\'s \\\\ \\u000a']", "$.é"]);
}

#[test]
fn a_node_is_written_as_it_came() {
    let text = r#"{"z":[1,-2,18446744073709551615,1.5,"é\n"],"a":{"b":null,"c":[]},"t":true}"#;
    let tape = Tape::parse(text.as_bytes()).expect("JSON");
    assert_eq!(serde_json::to_string(&tape.root()).expect("JSON"), text);
    let raw = RawJson::from_node(tape.root());
    assert_eq!(raw.get(), text);
    assert_eq!(raw, RawJson::parse(&text.replace(',', " , ")).expect("JSON"));
    let inner: Vec<f64> =
        RawJson::parse("[1,2.5]").and_then(|raw| raw.decode()).expect("a list").value;
    assert_eq!(inner, [1.0, 2.5]);
    assert!(RawJson::parse("[1").is_err());
}

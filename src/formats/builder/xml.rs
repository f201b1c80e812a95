//! Reads fields from XML by a table of fields and paths.

use super::{Builder, Field};
use crate::formats::tools::xml::Node;
use crate::formats::tools::xml_text;

impl Builder {
    /// Sets fields from the elements within a node, in the order of the table. A path names nested elements
    /// ("head/title") or an element at any depth ("//keyword"), and may end with an attribute
    /// ("//doc-id@id-string", "@guid"). The rule is the name of the format and of the last element, or of
    /// the attribute if the path has no element. A text is read in paragraphs.
    pub fn set_paths(&mut self, format: &str, node: Node, table: &[(Field, &str)]) {
        for (field, path) in table {
            let (elements, attribute) = path.split_once('@').unwrap_or((path, ""));
            let nodes = nodes(node, elements);
            if *field == Field::Text {
                nodes.into_iter().for_each(|node| self.push_xml(format, node));
                continue;
            }
            let name = match elements.rsplit('/').next() {
                None | Some("") => attribute,
                Some(element) => element,
            };
            let values = nodes.into_iter().filter_map(|node| match attribute {
                "" => node.line(),
                key => node.attribute(key).map(str::to_owned),
            });
            self.set(*field, format!("{format} {name}"), values);
        }
    }

    /// Adds the paragraphs of an element to the text.
    pub fn push_xml(&mut self, format: &str, node: Node) {
        xml_text::push(&mut self.body, node);
        self.text_rule(format!("{format} {}", node.name()));
    }
}

/// The elements on a path, in the order of the document.
fn nodes<'a>(node: Node<'a>, path: &str) -> Vec<Node<'a>> {
    let (mut found, rest) = match path.strip_prefix("//") {
        Some(rest) => {
            let (name, rest) = rest.split_once('/').unwrap_or((rest, ""));
            (node.descendants().filter(|node| node.is(name)).collect(), rest)
        }
        None => (vec![node], path),
    };
    for name in rest.split('/').filter(|name| !name.is_empty()) {
        found = found.into_iter().flat_map(Node::elements).filter(|node| node.is(name)).collect();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Ending;
    use crate::formats::tools::xml::Tree;

    #[test]
    fn paths_name_elements_descendants_and_attributes() {
        let xml = "<item guid='7'><head><t/><t>Ferry</t></head><meta><key>sea</key></meta><key>port</key>\
            <link href='https://coast.example/1'/>\
            <story><p>It stays.</p><p>It waits.</p></story></item>";
        let tree = Tree::parse(xml.to_owned()).unwrap();
        let mut builder = Builder::default();
        builder.set_paths(
            "xml",
            tree.root(),
            &[
                (Field::Title, "head/none"),
                (Field::Title, "head/t"),
                (Field::PublisherId, "@guid"),
                (Field::Keywords, "//key"),
                (Field::Url, "link@href"),
                (Field::Text, "story"),
            ],
        );
        let article = builder.finish(Ending::default()).unwrap();
        assert_eq!(article.keywords, ["sea", "port"]);
        assert_eq!(article.body, "It stays.\n\nIt waits.");
        assert_eq!(
            format!("{:?}", article.provenance),
            "keywords: xml key, publisher_id: xml guid, text: xml story, title: xml t, url: xml link"
        );
    }
}

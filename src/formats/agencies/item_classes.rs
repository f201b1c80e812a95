//! Classes of items without text.

/// The reason to skip an item of this class; `None` for texts and unknown classes.
pub fn skip_reason(class: &str) -> Option<&'static str> {
    let class = class.rsplit([':', '/']).next().unwrap_or(class).trim().to_lowercase();
    Some(match class.as_str() {
        "picture" | "photo" | "image" | "photograph" | "sketch" | "logo" => "a picture, not an article",
        "graphic" | "infographic" | "graphics" | "animation" | "still" => "a graphic, not an article",
        "video" | "broll" | "video clip" => "a video, not an article",
        "audio" | "sound" => "a sound recording, not an article",
        "event" | "concept" | "planning" => "an event or a plan, not an article",
        "package" | "collection" => "a package that lists other items, not an article",
        _ => return None,
    })
}

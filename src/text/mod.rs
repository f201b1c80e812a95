//! Strings to spans: words, sentences, passages, language. Opens no file.

//! SQLite FTS5: headline and body, stored, with positions and the Porter stemmer.

use std::path::Path;

use morgue::article::Article;
use rusqlite::{Connection, Statement};

/// The database's file in its folder.
const FILE: &str = "fts.db";

/// Indexes the articles in one transaction.
pub fn index(articles: &[Article], dir: &Path) {
    let mut db = Connection::open(dir.join(FILE)).expect("a folder under target/tmp");
    db.execute_batch("CREATE VIRTUAL TABLE articles USING fts5(title, body, tokenize = 'porter unicode61')")
        .expect("a table");
    let transaction = db.transaction().expect("a transaction");
    {
        let mut insert =
            transaction.prepare("INSERT INTO articles (title, body) VALUES (?1, ?2)").expect("a statement");
        for article in articles {
            insert.execute([&article.title, &article.body]).expect("a row");
        }
    }
    transaction.commit().expect("a commit");
}

/// The ten best articles for queries.
pub struct Sqlite {
    db: Connection,
}

impl Sqlite {
    /// Opens what [`index`] made.
    pub fn open(dir: &Path) -> Sqlite {
        Sqlite { db: Connection::open(dir.join(FILE)).expect("a database") }
    }

    /// A statement for [`top_ten`].
    pub fn prepare(&self) -> Statement<'_> {
        let query = "SELECT body FROM articles WHERE articles MATCH ?1 ORDER BY rank LIMIT 10";
        self.db.prepare(query).expect("a statement")
    }
}

/// The number of hits among the first ten (by `rank`, which is BM25), and the bytes of their bodies.
pub fn top_ten(statement: &mut Statement<'_>, query: &str) -> (usize, usize) {
    let rows = statement.query_map([query], |row| row.get::<_, String>(0)).expect("an answer");
    let bodies: Vec<String> = rows.map(|row| row.expect("a row")).collect();
    (bodies.len(), bodies.iter().map(String::len).sum())
}

-- The store: one DuckDB file a version, written once, never changed after `current` points at it.
--
-- Offsets are half-open ranges of code points into articles.text; the words of every range are stored beside it.
-- Rows of other tables are joined by id without FOREIGN KEYs: DuckDB would keep an index a key, and deleting a
-- replaced page would walk them all. `fanews check` (check.py) proves every reference and every offset over the
-- whole store before a version is published.
--
-- Ids: article_id, entity_id and visit_id keep their value over ingests (a changed page keeps its article_id, a person
-- keeps the entity_id through entity_keys). quote_id and visit_mention_id live as long as the page is unchanged.

CREATE TABLE store_info (
    schema_version INTEGER NOT NULL,
    version VARCHAR NOT NULL,
    fanews_version VARCHAR NOT NULL,
    written_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE store_info IS 'One row: what wrote this file.';
COMMENT ON COLUMN store_info.schema_version IS 'Number of this schema; a newer one than the program knows is refused.';
COMMENT ON COLUMN store_info.version IS 'Name of this version; the file is news-<version>.duckdb.';
COMMENT ON COLUMN store_info.fanews_version IS 'Release of fanews that wrote the version.';
COMMENT ON COLUMN store_info.written_at IS 'When the version was finished, UTC.';

CREATE TABLE runs (
    run_id INTEGER PRIMARY KEY,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    fanews_version VARCHAR NOT NULL,
    added INTEGER NOT NULL CHECK (added >= 0),
    replaced INTEGER NOT NULL CHECK (replaced >= 0),
    unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
    rejected INTEGER NOT NULL CHECK (rejected >= 0),
    CHECK (finished_at >= started_at)
);
COMMENT ON TABLE runs IS 'One row an ingest.';
COMMENT ON COLUMN runs.run_id IS 'Counts from 1.';
COMMENT ON COLUMN runs.started_at IS 'UTC.';
COMMENT ON COLUMN runs.finished_at IS 'UTC, just before the version was published.';
COMMENT ON COLUMN runs.fanews_version IS 'Release of fanews that parsed the run''s articles.';
COMMENT ON COLUMN runs.added IS 'Pages seen for the first time.';
COMMENT ON COLUMN runs.replaced IS 'Pages known by the same key whose content had changed, or that were parsed again.';
COMMENT ON COLUMN runs.unchanged IS 'Pages whose very content was in the store already.';
COMMENT ON COLUMN runs.rejected IS 'Inputs that could not be taken; see rejected_inputs.';

CREATE TABLE next_ids (
    name VARCHAR PRIMARY KEY,
    next_id INTEGER NOT NULL CHECK (next_id > 0)
);
COMMENT ON TABLE next_ids IS 'Ids are never given twice, so that an old link never opens something else.';
COMMENT ON COLUMN next_ids.name IS 'Column the ids are for: article_id, quote_id ...';
COMMENT ON COLUMN next_ids.next_id IS 'First number not given yet.';

CREATE TABLE rejected_inputs (
    run_id INTEGER NOT NULL,
    path VARCHAR NOT NULL,
    reason VARCHAR NOT NULL CHECK (reason <> ''),
    hint VARCHAR NOT NULL
);
COMMENT ON TABLE rejected_inputs IS 'Inputs that were not taken, each with the reason.';
COMMENT ON COLUMN rejected_inputs.run_id IS 'The run that met it.';
COMMENT ON COLUMN rejected_inputs.path IS 'The input as the source names it.';
COMMENT ON COLUMN rejected_inputs.reason IS 'Why, in plain words.';
COMMENT ON COLUMN rejected_inputs.hint IS 'What to do about it; may be empty.';

CREATE TABLE articles (
    article_id INTEGER PRIMARY KEY,
    page_key VARCHAR NOT NULL UNIQUE,
    content_hash VARCHAR NOT NULL CHECK (length(content_hash) = 32),
    path VARCHAR NOT NULL,
    origin VARCHAR,
    url VARCHAR,
    media_type VARCHAR NOT NULL,
    text VARCHAR NOT NULL CHECK (text <> ''),
    language VARCHAR NOT NULL,
    title VARCHAR,
    title_start INTEGER,
    title_end INTEGER,
    outlet VARCHAR,
    via VARCHAR,
    published DATE,
    published_kind VARCHAR CHECK (published_kind IN ('field', 'metadata', 'byline', 'url', 'text')),
    stated_title VARCHAR,
    stated_outlet VARCHAR,
    stated_published DATE,
    stated_kind VARCHAR,
    first_run_id INTEGER NOT NULL,
    run_id INTEGER NOT NULL,
    CHECK ((title_start IS NULL) = (title_end IS NULL)),
    CHECK (title_start IS NULL OR (0 <= title_start AND title_start < title_end)),
    CHECK (title_start IS NULL OR length(title) = title_end - title_start)
);
COMMENT ON TABLE articles IS 'One row a page: its text as received and what the parser says of the whole.';
COMMENT ON COLUMN articles.article_id IS 'Stays when the page changes.';
COMMENT ON COLUMN articles.page_key IS 'What the page is known by over ingests: its URL, else where it was read from.';
COMMENT ON COLUMN articles.content_hash IS 'BLAKE2 of the text and of what the page states about itself (32 hex digits).';
COMMENT ON COLUMN articles.path IS 'The input as the source names it: a file, archive.zip!/member, or a table row''s id.';
COMMENT ON COLUMN articles.origin IS 'The file a table row came out of; null where path is the place itself.';
COMMENT ON COLUMN articles.url IS 'Address of the page, untrusted text; null when unknown.';
COMMENT ON COLUMN articles.media_type IS 'What the input was: text/plain, text/html ...';
COMMENT ON COLUMN articles.text IS 'As received: decoded, CRLF as LF, otherwise never edited.';
COMMENT ON COLUMN articles.language IS 'ISO 639-1 code of the text.';
COMMENT ON COLUMN articles.title IS 'Headline: the words at title_start..title_end, or what the row stated when these are null.';
COMMENT ON COLUMN articles.title_start IS 'Start of the headline in text; null when it does not stand in the text.';
COMMENT ON COLUMN articles.title_end IS 'End of the headline, exclusive.';
COMMENT ON COLUMN articles.outlet IS 'Who reports.';
COMMENT ON COLUMN articles.via IS 'Whom the outlet cites.';
COMMENT ON COLUMN articles.published IS 'Day of publication; null when nothing settles it.';
COMMENT ON COLUMN articles.published_kind IS 'Kind of the evidence the day rests on; see date_evidence.';
COMMENT ON COLUMN articles.stated_title IS 'Title the row or page stated about itself, kept so that the page can be parsed again.';
COMMENT ON COLUMN articles.stated_outlet IS 'Outlet the row or page stated.';
COMMENT ON COLUMN articles.stated_published IS 'Day the row or page stated.';
COMMENT ON COLUMN articles.stated_kind IS 'Where stated_published was stated (field, metadata ...).';
COMMENT ON COLUMN articles.first_run_id IS 'The run that first saw the page.';
COMMENT ON COLUMN articles.run_id IS 'The run that wrote these rows.';

CREATE TABLE date_evidence (
    article_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('field', 'metadata', 'byline', 'url', 'text', 'banner')),
    day DATE,
    start_char INTEGER,
    end_char INTEGER,
    surface VARCHAR,
    chosen BOOLEAN NOT NULL,
    CHECK ((start_char IS NULL) = (end_char IS NULL) AND (start_char IS NULL) = (surface IS NULL)),
    CHECK (start_char IS NULL OR (0 <= start_char AND start_char < end_char)),
    CHECK (surface IS NULL OR length(surface) = end_char - start_char),
    CHECK (NOT (chosen AND kind = 'banner'))
);
COMMENT ON TABLE date_evidence IS 'Every statement about an article''s day of publication, strongest first.';
COMMENT ON COLUMN date_evidence.article_id IS 'The article.';
COMMENT ON COLUMN date_evidence.ordinal IS 'Order in the article, from 0.';
COMMENT ON COLUMN date_evidence.kind IS 'Where it stands; a banner is an upper bound and is never chosen.';
COMMENT ON COLUMN date_evidence.day IS 'The day it states; null where the words settle none.';
COMMENT ON COLUMN date_evidence.start_char IS 'Start of the words; null when stated outside the text.';
COMMENT ON COLUMN date_evidence.end_char IS 'End of the words, exclusive.';
COMMENT ON COLUMN date_evidence.surface IS 'The words.';
COMMENT ON COLUMN date_evidence.chosen IS 'True where articles.published rests on it.';

CREATE TABLE conflicts (
    article_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    detail VARCHAR NOT NULL
);
COMMENT ON TABLE conflicts IS 'Statements of a page that cannot both hold.';
COMMENT ON COLUMN conflicts.article_id IS 'The article.';
COMMENT ON COLUMN conflicts.ordinal IS 'Order in the article, from 0.';
COMMENT ON COLUMN conflicts.code IS 'Stable name, such as weekday_contradicts_banner.';
COMMENT ON COLUMN conflicts.detail IS 'One sentence in English.';

CREATE TABLE conflict_spans (
    article_id INTEGER NOT NULL,
    conflict INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    CHECK (0 <= start_char AND start_char < end_char),
    CHECK (length(surface) = end_char - start_char)
);
COMMENT ON TABLE conflict_spans IS 'The words of each side of a conflict.';
COMMENT ON COLUMN conflict_spans.article_id IS 'The article.';
COMMENT ON COLUMN conflict_spans.conflict IS 'conflicts.ordinal in that article.';
COMMENT ON COLUMN conflict_spans.start_char IS 'Start of the words.';
COMMENT ON COLUMN conflict_spans.end_char IS 'End of the words, exclusive.';
COMMENT ON COLUMN conflict_spans.surface IS 'The words.';

CREATE TABLE entities (
    entity_id INTEGER PRIMARY KEY,
    kind VARCHAR NOT NULL CHECK (kind IN ('person', 'office', 'organisation', 'place', 'other')),
    entity_key VARCHAR NOT NULL UNIQUE,
    name VARCHAR NOT NULL CHECK (name <> ''),
    folded VARCHAR NOT NULL,
    country VARCHAR,
    role VARCHAR,
    level VARCHAR,
    articles INTEGER NOT NULL CHECK (articles >= 0),
    mentions INTEGER NOT NULL CHECK (mentions >= 0),
    quotes INTEGER NOT NULL CHECK (quotes >= 0),
    visits INTEGER NOT NULL CHECK (visits >= 0),
    first_day DATE,
    last_day DATE,
    CHECK (first_day <= last_day)
);
COMMENT ON TABLE entities IS 'Who and what the articles speak of, over all articles: one row a person, office, organisation, place.';
COMMENT ON COLUMN entities.entity_id IS 'Stays over ingests (through entity_keys).';
COMMENT ON COLUMN entities.kind IS 'person; office (someone known by a role alone); organisation; place; other (a described source).';
COMMENT ON COLUMN entities.entity_key IS 'Kind, folded name and country: what the identity rests on (identity.py).';
COMMENT ON COLUMN entities.name IS 'The spelling most articles use among the fullest.';
COMMENT ON COLUMN entities.folded IS 'fold_key of the name, for looking it up.';
COMMENT ON COLUMN entities.country IS 'ISO 3166-1 alpha-2 (XK, EU, UN allowed); null when the articles do not tell.';
COMMENT ON COLUMN entities.role IS 'The role most articles give; see office_holders for roles over time.';
COMMENT ON COLUMN entities.level IS 'Rank of that role (model.Level).';
COMMENT ON COLUMN entities.articles IS 'Articles that name it.';
COMMENT ON COLUMN entities.mentions IS 'Spans that name it.';
COMMENT ON COLUMN entities.quotes IS 'Quotes it speaks.';
COMMENT ON COLUMN entities.visits IS 'Merged visits it makes.';
COMMENT ON COLUMN entities.first_day IS 'First day of publication of an article that names it.';
COMMENT ON COLUMN entities.last_day IS 'Last such day.';

CREATE TABLE entity_keys (
    entity_key VARCHAR PRIMARY KEY,
    entity_id INTEGER NOT NULL
);
COMMENT ON TABLE entity_keys IS 'Every key an entity was ever known by, so that its id survives what later articles teach.';
COMMENT ON COLUMN entity_keys.entity_key IS 'See entities.entity_key.';
COMMENT ON COLUMN entity_keys.entity_id IS 'The id given to it; the entity may be gone when its articles were replaced.';

CREATE TABLE retired_ids (
    entity_id INTEGER PRIMARY KEY,
    became_id INTEGER NOT NULL
);
COMMENT ON TABLE retired_ids IS 'Ids of entities that later articles showed to be others, so that old links still lead somewhere.';
COMMENT ON COLUMN retired_ids.entity_id IS 'The id that is no longer used.';
COMMENT ON COLUMN retired_ids.became_id IS 'The entity it is now.';

CREATE TABLE article_people (
    article_id INTEGER NOT NULL,
    person INTEGER NOT NULL CHECK (person >= 0),
    name VARCHAR,
    role VARCHAR,
    country VARCHAR,
    level VARCHAR,
    name_key VARCHAR,
    role_key VARCHAR,
    entity_id INTEGER,
    office_id INTEGER,
    holder_id INTEGER,
    rule VARCHAR,
    CHECK (name IS NOT NULL OR role IS NOT NULL)
);
COMMENT ON TABLE article_people IS 'The people of one article as that article tells them, and who they are over all articles.';
COMMENT ON COLUMN article_people.article_id IS 'The article.';
COMMENT ON COLUMN article_people.person IS 'Number of the person in that article, from 0.';
COMMENT ON COLUMN article_people.name IS 'Fullest name in the article, without title.';
COMMENT ON COLUMN article_people.role IS 'Fullest role in the article.';
COMMENT ON COLUMN article_people.country IS 'Country of the role, ISO 3166-1 alpha-2.';
COMMENT ON COLUMN article_people.level IS 'Rank of the role.';
COMMENT ON COLUMN article_people.name_key IS 'fold_key of the name.';
COMMENT ON COLUMN article_people.role_key IS 'Office key of the role: folded, country words taken out.';
COMMENT ON COLUMN article_people.entity_id IS 'entities: the person, or the office when only the role is known.';
COMMENT ON COLUMN article_people.office_id IS 'entities (kind office): the office of the role; null without a role.';
COMMENT ON COLUMN article_people.holder_id IS 'Where only the role is known: entities, the one person seen in that office about that day; null when unsure.';
COMMENT ON COLUMN article_people.rule IS 'Why it is that entity: full_name, surname, office, office_holder, correction ...';

CREATE TABLE office_holders (
    office_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    first_day DATE,
    last_day DATE,
    articles INTEGER NOT NULL CHECK (articles > 0),
    CHECK (first_day <= last_day)
);
COMMENT ON TABLE office_holders IS 'Who was seen in which office, learned from articles that give name and role together.';
COMMENT ON COLUMN office_holders.office_id IS 'entities, kind office.';
COMMENT ON COLUMN office_holders.person_id IS 'entities, kind person.';
COMMENT ON COLUMN office_holders.first_day IS 'First day of publication of such an article; null when none is dated.';
COMMENT ON COLUMN office_holders.last_day IS 'Last such day.';
COMMENT ON COLUMN office_holders.articles IS 'How many articles say so.';

CREATE TABLE mentions (
    article_id INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    type VARCHAR NOT NULL CHECK (type IN ('PER', 'ORG', 'LOC', 'ROLE', 'DATE')),
    country VARCHAR,
    level VARCHAR,
    person INTEGER,
    entity_id INTEGER,
    first_day DATE,
    last_day DATE,
    grain VARCHAR,
    CHECK (0 <= start_char AND start_char < end_char),
    CHECK (length(surface) = end_char - start_char),
    CHECK (first_day <= last_day)
);
COMMENT ON TABLE mentions IS 'Spans that name someone or something, in order of article and start.';
COMMENT ON COLUMN mentions.article_id IS 'The article.';
COMMENT ON COLUMN mentions.start_char IS 'Start of the words.';
COMMENT ON COLUMN mentions.end_char IS 'End of the words, exclusive.';
COMMENT ON COLUMN mentions.surface IS 'The words.';
COMMENT ON COLUMN mentions.type IS 'PER, ORG, LOC, ROLE or DATE.';
COMMENT ON COLUMN mentions.country IS 'Country of a place or role, ISO 3166-1 alpha-2.';
COMMENT ON COLUMN mentions.level IS 'Rank of a role.';
COMMENT ON COLUMN mentions.person IS 'article_people.person in the same article, of a PER or ROLE.';
COMMENT ON COLUMN mentions.entity_id IS 'entities; null for dates and for what nobody could place.';
COMMENT ON COLUMN mentions.first_day IS 'First day a date denotes; null when the article settles none.';
COMMENT ON COLUMN mentions.last_day IS 'Last day, inclusive.';
COMMENT ON COLUMN mentions.grain IS 'day, week, month, year ...';

CREATE TABLE quotes (
    quote_id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('direct', 'indirect')),
    cue_start INTEGER,
    cue_end INTEGER,
    cue VARCHAR,
    mention_start INTEGER,
    mention_end INTEGER,
    mention VARCHAR,
    speaker VARCHAR,
    speaker_role VARCHAR,
    speaker_country VARCHAR,
    person INTEGER,
    speaker_id INTEGER,
    office_id INTEGER,
    holder_id INTEGER,
    group_id INTEGER,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    CHECK (0 <= start_char AND start_char < end_char),
    CHECK (length(surface) = end_char - start_char),
    CHECK ((cue_start IS NULL) = (cue_end IS NULL) AND (cue_start IS NULL) = (cue IS NULL)),
    CHECK (cue_start IS NULL OR (0 <= cue_start AND cue_start < cue_end)),
    CHECK (cue IS NULL OR length(cue) = cue_end - cue_start),
    CHECK ((mention_start IS NULL) = (mention_end IS NULL) AND (mention_start IS NULL) = (mention IS NULL)),
    CHECK (mention_start IS NULL OR (0 <= mention_start AND mention_start < mention_end)),
    CHECK (mention IS NULL OR length(mention) = mention_end - mention_start)
);
COMMENT ON TABLE quotes IS 'Stretches of reported speech.';
COMMENT ON COLUMN quotes.quote_id IS 'Lives as long as the page is unchanged.';
COMMENT ON COLUMN quotes.article_id IS 'The article.';
COMMENT ON COLUMN quotes.start_char IS 'Start of the quoted words.';
COMMENT ON COLUMN quotes.end_char IS 'End, exclusive.';
COMMENT ON COLUMN quotes.surface IS 'The quoted words.';
COMMENT ON COLUMN quotes.kind IS 'direct or indirect.';
COMMENT ON COLUMN quotes.cue_start IS 'Start of the cue; null when the speech carries on without one.';
COMMENT ON COLUMN quotes.cue_end IS 'End of the cue, exclusive.';
COMMENT ON COLUMN quotes.cue IS 'The cue words.';
COMMENT ON COLUMN quotes.mention_start IS 'Start of the words that name the speaker at the cue.';
COMMENT ON COLUMN quotes.mention_end IS 'Their end, exclusive.';
COMMENT ON COLUMN quotes.mention IS 'Those words.';
COMMENT ON COLUMN quotes.speaker IS 'The speaker as resolved inside the article; null when not known.';
COMMENT ON COLUMN quotes.speaker_role IS 'Fullest role the article gives.';
COMMENT ON COLUMN quotes.speaker_country IS 'Country of the speaker, ISO 3166-1 alpha-2.';
COMMENT ON COLUMN quotes.person IS 'article_people.person of the speaker in that article.';
COMMENT ON COLUMN quotes.speaker_id IS 'entities: the speaker over all articles.';
COMMENT ON COLUMN quotes.office_id IS 'entities (kind office): the office the speaker is said to hold here.';
COMMENT ON COLUMN quotes.holder_id IS 'Where the speaker is an office: the one person seen in it about that day; null when unsure.';
COMMENT ON COLUMN quotes.group_id IS 'Smallest quote_id of the quotes that say the same, in this or other articles.';
COMMENT ON COLUMN quotes.rule IS 'Rule that attributed it.';
COMMENT ON COLUMN quotes.confidence IS 'How often that rule was right on the gold articles, 0-1.';

CREATE TABLE visit_mentions (
    visit_mention_id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL,
    visit_id INTEGER,
    visitor VARCHAR NOT NULL,
    visitor_role VARCHAR,
    visitor_country VARCHAR,
    person INTEGER,
    visitor_id INTEGER,
    office_id INTEGER,
    holder_id INTEGER,
    visitor_level VARCHAR,
    host_country VARCHAR NOT NULL,
    host_city VARCHAR,
    hosts VARCHAR[] NOT NULL,
    status VARCHAR NOT NULL
        CHECK (status IN ('planned', 'ongoing', 'completed', 'cancelled', 'postponed', 'denied', 'invited')),
    purpose VARCHAR NOT NULL CHECK (purpose IN ('bilateral', 'multilateral', 'other')),
    start_day DATE,
    end_day DATE,
    background BOOLEAN NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    trigger_start INTEGER,
    trigger_end INTEGER,
    trigger_surface VARCHAR,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    CHECK (start_day <= end_day),
    CHECK (0 <= start_char AND start_char < end_char),
    CHECK (length(surface) = end_char - start_char),
    CHECK ((trigger_start IS NULL) = (trigger_end IS NULL) AND (trigger_start IS NULL) = (trigger_surface IS NULL)),
    CHECK (trigger_start IS NULL OR (0 <= trigger_start AND trigger_start < trigger_end)),
    CHECK (trigger_surface IS NULL OR length(trigger_surface) = trigger_end - trigger_start)
);
COMMENT ON TABLE visit_mentions IS 'A visit as one article tells it, with the words that show it.';
COMMENT ON COLUMN visit_mentions.visit_mention_id IS 'Lives as long as the page is unchanged.';
COMMENT ON COLUMN visit_mentions.article_id IS 'The article.';
COMMENT ON COLUMN visit_mentions.visit_id IS 'The merged visit it belongs to; every mention has exactly one.';
COMMENT ON COLUMN visit_mentions.visitor IS 'Fullest name, else role, else delegation, as resolved inside the article.';
COMMENT ON COLUMN visit_mentions.visitor_role IS 'Fullest role the article gives.';
COMMENT ON COLUMN visit_mentions.visitor_country IS 'ISO 3166-1 alpha-2 (XK, EU, UN allowed).';
COMMENT ON COLUMN visit_mentions.person IS 'article_people.person of the visitor in that article.';
COMMENT ON COLUMN visit_mentions.visitor_id IS 'entities: the visitor over all articles.';
COMMENT ON COLUMN visit_mentions.office_id IS 'entities (kind office): the office of the visitor.';
COMMENT ON COLUMN visit_mentions.holder_id IS 'Where the visitor is an office: the one person seen in it about that day; null when unsure.';
COMMENT ON COLUMN visit_mentions.visitor_level IS 'Rank of the visitor (model.Level).';
COMMENT ON COLUMN visit_mentions.host_country IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN visit_mentions.host_city IS 'City, as written.';
COMMENT ON COLUMN visit_mentions.hosts IS 'Persons of the host side, names else roles; may be empty.';
COMMENT ON COLUMN visit_mentions.status IS 'What the words say of the journey.';
COMMENT ON COLUMN visit_mentions.purpose IS 'bilateral, multilateral or other.';
COMMENT ON COLUMN visit_mentions.start_day IS 'First day; null when the article settles none.';
COMMENT ON COLUMN visit_mentions.end_day IS 'Last day, inclusive.';
COMMENT ON COLUMN visit_mentions.background IS 'Mentioned in passing, not what the article reports.';
COMMENT ON COLUMN visit_mentions.start_char IS 'Start of the evidence.';
COMMENT ON COLUMN visit_mentions.end_char IS 'End of the evidence, exclusive.';
COMMENT ON COLUMN visit_mentions.surface IS 'The words of the evidence.';
COMMENT ON COLUMN visit_mentions.trigger_start IS 'Start of the word of travel, such as سفر.';
COMMENT ON COLUMN visit_mentions.trigger_end IS 'Its end, exclusive.';
COMMENT ON COLUMN visit_mentions.trigger_surface IS 'The word of travel.';
COMMENT ON COLUMN visit_mentions.rule IS 'Rule that found it.';
COMMENT ON COLUMN visit_mentions.confidence IS 'How often that rule was right on the gold articles, 0-1.';

CREATE TABLE visits (
    visit_id INTEGER PRIMARY KEY,
    visitor VARCHAR NOT NULL,
    visitor_id INTEGER,
    office_id INTEGER,
    visitor_role VARCHAR,
    visitor_country VARCHAR,
    visitor_level VARCHAR,
    host_country VARCHAR NOT NULL,
    host_city VARCHAR,
    hosts VARCHAR[] NOT NULL,
    status VARCHAR NOT NULL
        CHECK (status IN ('planned', 'ongoing', 'completed', 'cancelled', 'postponed', 'denied', 'invited')),
    purpose VARCHAR NOT NULL CHECK (purpose IN ('bilateral', 'multilateral', 'other')),
    start_day DATE,
    end_day DATE,
    first_published DATE,
    last_published DATE,
    background BOOLEAN NOT NULL,
    mentions INTEGER NOT NULL CHECK (mentions > 0),
    articles INTEGER NOT NULL CHECK (articles > 0),
    disagreements INTEGER NOT NULL CHECK (disagreements >= 0),
    confidence DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    CHECK (start_day <= end_day),
    CHECK (first_published <= last_published)
);
COMMENT ON TABLE visits IS 'Visits merged over articles (rules in events.py); each field''s sources are in visit_sources.';
COMMENT ON COLUMN visits.visit_id IS 'Stays over ingests as long as one of its mentions does.';
COMMENT ON COLUMN visits.visitor IS 'Fullest name, else role, else delegation.';
COMMENT ON COLUMN visits.visitor_id IS 'entities: the visitor.';
COMMENT ON COLUMN visits.office_id IS 'entities (kind office): the visitor''s office.';
COMMENT ON COLUMN visits.visitor_role IS 'Role of the visitor.';
COMMENT ON COLUMN visits.visitor_country IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN visits.visitor_level IS 'Highest rank the mentions give.';
COMMENT ON COLUMN visits.host_country IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN visits.host_city IS 'City, the spelling most mentions use.';
COMMENT ON COLUMN visits.hosts IS 'Persons of the host side over all mentions.';
COMMENT ON COLUMN visits.status IS 'The latest the articles say.';
COMMENT ON COLUMN visits.purpose IS 'What most mentions say.';
COMMENT ON COLUMN visits.start_day IS 'First day; null when no article settles it.';
COMMENT ON COLUMN visits.end_day IS 'Last day, inclusive.';
COMMENT ON COLUMN visits.first_published IS 'First day of publication of its articles: about when it was, when start_day is null.';
COMMENT ON COLUMN visits.last_published IS 'Last such day.';
COMMENT ON COLUMN visits.background IS 'True when every mention is in passing.';
COMMENT ON COLUMN visits.mentions IS 'Rows of visit_mentions.';
COMMENT ON COLUMN visits.articles IS 'Articles that tell it.';
COMMENT ON COLUMN visits.disagreements IS 'Fields on which its mentions disagree (status moving on is none).';
COMMENT ON COLUMN visits.confidence IS 'Of the surest mention.';

CREATE TABLE visit_sources (
    visit_id INTEGER NOT NULL,
    field VARCHAR NOT NULL CHECK (field IN ('visitor', 'visitor_role', 'visitor_country', 'host_city', 'hosts', 'status',
        'purpose', 'start_day', 'end_day')),
    value VARCHAR NOT NULL,
    visit_mention_id INTEGER NOT NULL,
    agrees BOOLEAN NOT NULL
);
COMMENT ON TABLE visit_sources IS 'What each mention says of each field of a merged visit.';
COMMENT ON COLUMN visit_sources.visit_id IS 'The visit.';
COMMENT ON COLUMN visit_sources.field IS 'Column of visits.';
COMMENT ON COLUMN visit_sources.value IS 'What the mention says; days as ISO dates.';
COMMENT ON COLUMN visit_sources.visit_mention_id IS 'The mention that says it.';
COMMENT ON COLUMN visit_sources.agrees IS 'True when the merged visit holds this value (or has it among its hosts).';

CREATE TABLE corrections (
    correction_id INTEGER PRIMARY KEY,
    made_at TIMESTAMP NOT NULL,
    author VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('same_entity', 'different_entity', 'same_visit', 'different_visit')),
    subject VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    note VARCHAR NOT NULL
);
COMMENT ON TABLE corrections IS 'Analysts'' own decisions, applied again whenever identities and visits are worked out.';
COMMENT ON COLUMN corrections.correction_id IS 'Counts from 1.';
COMMENT ON COLUMN corrections.made_at IS 'UTC.';
COMMENT ON COLUMN corrections.author IS 'Who decided.';
COMMENT ON COLUMN corrections.kind IS 'What was decided about subject and object.';
COMMENT ON COLUMN corrections.subject IS 'An entity_key, or a visit mention as page_key#start-end.';
COMMENT ON COLUMN corrections.object IS 'The other one.';
COMMENT ON COLUMN corrections.note IS 'Why; may be empty.';

CREATE TABLE quote_list (
    place INTEGER NOT NULL,
    quote_id INTEGER NOT NULL,
    group_id INTEGER,
    speaker_id INTEGER,
    kind VARCHAR NOT NULL,
    speaker_country VARCHAR,
    outlet VARCHAR,
    published DATE
);
COMMENT ON TABLE quote_list IS 'Quotes narrowed to what lists pick and sort by, latest first: what of quotes and articles says it too.';
COMMENT ON COLUMN quote_list.place IS 'Order, from 1: latest day of publication first, unknown days last, then quote_id.';
COMMENT ON COLUMN quote_list.quote_id IS 'The quote.';
COMMENT ON COLUMN quote_list.group_id IS 'quotes.group_id where several quotes say the same; null where it stands alone.';
COMMENT ON COLUMN quote_list.speaker_id IS 'As in quotes.';
COMMENT ON COLUMN quote_list.kind IS 'As in quotes.';
COMMENT ON COLUMN quote_list.speaker_country IS 'As in quotes.';
COMMENT ON COLUMN quote_list.outlet IS 'As in articles.';
COMMENT ON COLUMN quote_list.published IS 'As in articles.';

CREATE TABLE entity_articles (
    entity_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    mentions INTEGER NOT NULL CHECK (mentions > 0),
    published DATE
);
COMMENT ON TABLE entity_articles IS 'Which articles name whom, each pair once, sorted by entity and day: what mentions says span by span.';
COMMENT ON COLUMN entity_articles.entity_id IS 'entities.';
COMMENT ON COLUMN entity_articles.article_id IS 'An article that names it.';
COMMENT ON COLUMN entity_articles.mentions IS 'Spans in it that do.';
COMMENT ON COLUMN entity_articles.published IS 'As in articles.';

CREATE TABLE list_counts (
    list VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    counted BIGINT NOT NULL CHECK (counted > 0)
);
COMMENT ON TABLE list_counts IS 'What lists can be narrowed to, and how much that leaves, so that nothing is counted when a page opens.';
COMMENT ON COLUMN list_counts.list IS 'articles, quotes or visits.';
COMMENT ON COLUMN list_counts.field IS 'outlet, language or country.';
COMMENT ON COLUMN list_counts.value IS 'A value some row has.';
COMMENT ON COLUMN list_counts.counted IS 'Rows that have it; a visit counts for the country of the host and of the visitor.';

CREATE TABLE article_search (
    article_id INTEGER NOT NULL,
    folded VARCHAR NOT NULL
);
COMMENT ON TABLE article_search IS 'Articles folded for phrase search (search_fold.py).';
COMMENT ON COLUMN article_search.article_id IS 'The article, in rising order.';
COMMENT ON COLUMN article_search.folded IS 'Folded terms of title and text, one space between and around.';

CREATE TABLE quote_search (
    quote_id INTEGER NOT NULL,
    folded VARCHAR NOT NULL
);
COMMENT ON TABLE quote_search IS 'Quotes folded for phrase search.';
COMMENT ON COLUMN quote_search.quote_id IS 'The quote, in rising order.';
COMMENT ON COLUMN quote_search.folded IS 'Folded terms of the quoted words, one space between and around.';

CREATE TABLE search_words (
    word_id INTEGER NOT NULL,
    term VARCHAR NOT NULL UNIQUE
);
COMMENT ON TABLE search_words IS 'Every folded word of the articles, numbered.';
COMMENT ON COLUMN search_words.word_id IS 'Counts from 1; stays.';
COMMENT ON COLUMN search_words.term IS 'The folded word.';

CREATE TABLE article_terms (
    word_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    weight SMALLINT NOT NULL
);
COMMENT ON TABLE article_terms IS 'Postings: word to article, sorted by word.';
COMMENT ON COLUMN article_terms.word_id IS 'search_words: a word.';
COMMENT ON COLUMN article_terms.article_id IS 'An article that has it.';
COMMENT ON COLUMN article_terms.day IS 'Its day of publication as days since 1970-01-01, to sort by without a join; -1000000 when unknown.';
COMMENT ON COLUMN article_terms.weight IS 'How often it has it, for its length: 10000 * times / sqrt(100 + folded characters).';

CREATE TABLE article_pairs (
    pair BIGINT NOT NULL,
    article_id INTEGER NOT NULL,
    day INTEGER NOT NULL
);
COMMENT ON TABLE article_pairs IS 'Postings: two words side by side to article, sorted by pair, for phrases.';
COMMENT ON COLUMN article_pairs.pair IS 'word_id of the first * 2^32 + word_id of the second.';
COMMENT ON COLUMN article_pairs.article_id IS 'An article that has them.';
COMMENT ON COLUMN article_pairs.day IS 'As in article_terms.';

CREATE TABLE quote_terms (
    word_id INTEGER NOT NULL,
    quote_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    weight SMALLINT NOT NULL
);
COMMENT ON TABLE quote_terms IS 'Postings: word to quote, sorted by word.';
COMMENT ON COLUMN quote_terms.word_id IS 'search_words: a word.';
COMMENT ON COLUMN quote_terms.quote_id IS 'A quote that has it.';
COMMENT ON COLUMN quote_terms.day IS 'The day of publication of its article, as in article_terms.';
COMMENT ON COLUMN quote_terms.weight IS 'How often it has it, for its length: 10000 * times / sqrt(100 + folded characters).';

CREATE TABLE quote_pairs (
    pair BIGINT NOT NULL,
    quote_id INTEGER NOT NULL,
    day INTEGER NOT NULL
);
COMMENT ON TABLE quote_pairs IS 'Postings: two words side by side to quote, sorted by pair, for phrases.';
COMMENT ON COLUMN quote_pairs.pair IS 'word_id of the first * 2^32 + word_id of the second.';
COMMENT ON COLUMN quote_pairs.quote_id IS 'A quote that has them.';
COMMENT ON COLUMN quote_pairs.day IS 'As in article_terms.';

CREATE TABLE sorted_postings (
    name VARCHAR PRIMARY KEY,
    sorted_rows BIGINT NOT NULL
);
COMMENT ON TABLE sorted_postings IS 'How much of each postings table is one sorted run (postings.py).';
COMMENT ON COLUMN sorted_postings.name IS 'The postings table.';
COMMENT ON COLUMN sorted_postings.sorted_rows IS 'Rows it had when it was last sorted as a whole.';

CREATE TABLE term_parts (
    term VARCHAR NOT NULL,
    parts VARCHAR NOT NULL
);
COMMENT ON TABLE term_parts IS 'How words written as one are written apart, learned from the zero-width joins of the corpus.';
COMMENT ON COLUMN term_parts.term IS 'The folded word without its joins.';
COMMENT ON COLUMN term_parts.parts IS 'Its folded parts, one space between.';

CREATE TABLE part_terms (
    part VARCHAR NOT NULL,
    term VARCHAR NOT NULL
);
COMMENT ON TABLE part_terms IS 'term_parts turned round: which joined words a word is part of, sorted by part.';
COMMENT ON COLUMN part_terms.part IS 'A folded word.';
COMMENT ON COLUMN part_terms.term IS 'A folded joined word that has it as a part.';

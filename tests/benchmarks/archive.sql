-- An archive of %(articles)s stories with authors, tags and bylines, for measuring.
INSERT INTO authors_user (id, username, password, first_name, last_name, email, is_staff, is_active, is_superuser, date_joined)
VALUES (1, 'archive', '', '', '', '', true, true, false, now());
SELECT setval(pg_get_serial_sequence('authors_user', 'id'), 1);

INSERT INTO articles_section (id, name, slug, line, description, accent, position)
SELECT n, 'Section ' || n, 'section-' || n, '', '', '', n FROM generate_series(1, 10) n;

INSERT INTO authors_author (id, name, slug, title, sign_off, bio, links, contact, standing, position)
SELECT n, 'Author ' || n, 'author-' || n, '', '', '', '[]', '', 'current', 0 FROM generate_series(1, 1000) n;

INSERT INTO articles_tag (id, name, slug)
SELECT n, 'Tag ' || n, 'tag-' || n FROM generate_series(1, 2000) n;

INSERT INTO articles_article (
    id, headline, slug, standfirst, body, kind, lead_caption, lead_alt, lead_decorative, never_more,
    search_title, search_description, social_title, social_description, canonical_url,
    section_id, created_by_id, created_at, saved_at, published_at, address_year, address_month,
    withdrawn_reason, returned_note, scheduled_with, held_back, search
)
SELECT
    n, headline, 'report-' || n, 'A standfirst.', body, 'news', '', '', false, false, '', '', '', '', '',
    1 + n %% 10, 1, moment, moment, moment, extract(year FROM moment), extract(month FROM moment), '', '', '{}', '',
    setweight(to_tsvector('english', headline), 'A')
        || setweight(to_tsvector('english', 'A standfirst.'), 'B')
        || setweight(to_tsvector('english', names), 'C')
        || setweight(to_tsvector('english', body), 'D')
FROM generate_series(1, %(articles)s) n,
LATERAL (SELECT
    now() - n * interval '40 minutes' AS moment,
    'Report ' || n || ' on the harbour of town ' || n %% 977 AS headline,
    concat_ws(' Tag ', 'Author ' || 1 + n %% 1000, 2 + n %% 50, 100 + n %% 1900) AS names,
    -- Three hundred words of a paper: some in every story, some in a few, one in this alone.
    '<p>' || md5(n::text) || ' and so the story goes on from here.</p>' || (
        SELECT string_agg(
            '<p>The word' || (n * 7919 + k * k * 31) %% (k * 40) || ' of the council said that word'
            || (n + k * 613) %% 20000 || ' goes on.</p>', ''
        ) FROM generate_series(1, 30) k
    ) AS body
) m;

INSERT INTO articles_byline (article_id, author_id, role, position)
SELECT n, 1 + n %% 1000, 'words', 1 FROM generate_series(1, %(articles)s) n;

-- A tag in every second story, a common one, and a rare one.
INSERT INTO articles_taggedarticle (content_object_id, tag_id)
SELECT n, 1 FROM generate_series(2, %(articles)s, 2) n
UNION ALL SELECT n, 2 + n %% 50 FROM generate_series(1, %(articles)s) n
UNION ALL SELECT n, 100 + n %% 1900 FROM generate_series(1, %(articles)s) n;

INSERT INTO articles_correction (article_id, kind, text, published_at, made_by_id)
SELECT id, 'correction', 'It was Tuesday.', published_at + interval '1 day', 1
FROM articles_article WHERE id %% 50 = 0;

ANALYZE;

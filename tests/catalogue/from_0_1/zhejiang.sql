-- A catalogue as patentcli 0.1.0 made it of a list of four patents (catalogue import off.csv
-- --name zhejiang --official), without the tables for search.
PRAGMA application_id = 1885434979;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
INSERT INTO "meta" VALUES('created','2026-11-27');
INSERT INTO "meta" VALUES('edition','');
INSERT INTO "meta" VALUES('name','zhejiang');
INSERT INTO "meta" VALUES('official','1');
INSERT INTO "meta" VALUES('records','4');
INSERT INTO "meta" VALUES('source','off.csv');
CREATE TABLE patent (
  n INTEGER PRIMARY KEY,
  id TEXT, publication_number TEXT, office TEXT, kind_code TEXT, title TEXT, title_zh TEXT, title_is_translation INTEGER, title_zh_is_translation INTEGER, holder TEXT, inventors TEXT, chinese_applications TEXT, chinese_grant TEXT, filing_date TEXT, grant_date TEXT, expiry_date TEXT, expiry_year INTEGER, expiry_basis INTEGER, family TEXT, classifications TEXT, domain TEXT, applications TEXT, summary TEXT, summary_zh TEXT, summary_basis TEXT, legal_status_as_shown TEXT, listing TEXT, licence_kind TEXT, annual_fee_fen INTEGER, one_off_fee_fen INTEGER, licence_term TEXT, licence_scope TEXT, sources TEXT, confidence TEXT, note TEXT
);
INSERT INTO "patent" VALUES(1,'CN202210599282.6',NULL,'CN',NULL,NULL,'一种交通信号感知',NULL,NULL,'阿里巴巴达摩院',NULL,'[{"number":"CN202210599282.6","date":null,"role":"own"}]','CN202210599282.6',NULL,NULL,NULL,2042,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'listed',NULL,4000000,NULL,'3年',NULL,NULL,NULL,NULL);
INSERT INTO "patent" VALUES(2,'CN110826365B','CN110826365B','CN','B',NULL,'视频指纹',NULL,NULL,'阿里巴巴集团',NULL,NULL,'CN110826365B',NULL,NULL,NULL,NULL,3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'listed',NULL,1000000,NULL,'5年',NULL,NULL,NULL,NULL);
INSERT INTO "patent" VALUES(3,'CN106856571B','CN106856571B','CN','B',NULL,'某方法',NULL,NULL,'阿里巴巴集团',NULL,NULL,'CN106856571B',NULL,NULL,NULL,NULL,3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'listed',NULL,1000000,NULL,'5年',NULL,NULL,NULL,NULL);
INSERT INTO "patent" VALUES(4,'CN202010566088.9',NULL,'CN',NULL,NULL,'别的方法',NULL,NULL,'浙江大学',NULL,'[{"number":"CN202010566088.9","date":null,"role":"own"}]','CN202010566088.9',NULL,NULL,NULL,2040,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'listed',NULL,2000000,NULL,'1年',NULL,NULL,NULL,NULL);
COMMIT;

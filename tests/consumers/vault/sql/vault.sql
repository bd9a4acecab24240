CREATE EXTENSION vault;
SELECT vault_sha256('abc');
SELECT vault_holds('abc', 'abc'), vault_holds('abc', 'abd');
SELECT vault_version() ~ '^OpenSSL 3';
SELECT vault_blake2b('abc');
SELECT vault_seal() ~ '^1';
SELECT vault_hmac('key', 'abc');

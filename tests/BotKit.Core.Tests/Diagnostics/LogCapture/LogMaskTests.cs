using BotKit.Diagnostics;
using CsCheck;

namespace BotKit.Core.Tests.Diagnostics;

public class LogMaskTests
{
    [Theory]
    [InlineData("Imported 12 leads in 3.5 ms, 2 skipped")]
    [InlineData("Run 01890a5d-ac96-774b-bcce-b302099a8057 of lead failed: crm_unavailable")]
    [InlineData("Trace 4bf92f3577b34da6a3ce929d0e0e4736")]
    [InlineData("GET https://example.com/api/v1/leads?page=2 gave 404")]
    [InlineData("Selected 3 of 4 rows, ratio 1/2, 24/7")]
    [InlineData("Key: value; name = Anna; count=3")]
    [InlineData("Due 2026-03-14T12:00:00.0000000+00:00 and/or later")]
    [InlineData("The passenger has tokens and a sign")]
    [InlineData("System.Collections.Generic.Dictionary`2")]
    [InlineData("Microsoft.EntityFrameworkCore.Infrastructure")]
    [InlineData("SHA-256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void Apply_HarmlessText_IsLeftAsItIs(string text) => LogMask.Apply(text).Should().Be(text);

    [Theory]
    [InlineData("password=hunter2", "password=***")]
    [InlineData("Password: hunter2", "Password: ***")]
    [InlineData("pwd = 'two words' next", "pwd = *** next")]
    [InlineData("{\"apiKey\":\"abc def\",\"n\":1}", "{\"apiKey\":***,\"n\":1}")]
    [InlineData("api_key=abc&page=2", "api_key=***&page=2")]
    [InlineData("X-Api-Key: abc", "X-Api-Key: ***")]
    [InlineData("client_secret=abc, id=4", "client_secret=***, id=4")]
    [InlineData("access-token => abc", "access-token => ***")]
    [InlineData("github_token=abc", "github_token=***")]
    [InlineData("passphrase=abc", "passphrase=***")]
    [InlineData("sig=abc", "sig=***")]
    [InlineData("SharedAccessSignature=abc", "SharedAccessSignature=***")]
    [InlineData("credentials: anna", "credentials: ***")]
    [InlineData("Set-Cookie: id=1", "Set-Cookie: ***")]
    [InlineData("session_id=42", "session_id=***")]
    [InlineData("ConnectionString: x", "ConnectionString: ***")]
    [InlineData("secret='never closed", "secret=***")]
    public void Apply_NamedSecrets_MasksTheValue(string text, string expected) => LogMask.Apply(text).Should().Be(expected);

    [Theory]
    [InlineData("Authorization: Bearer abc.def-123")]
    [InlineData("authorization: basic YWxhZGRpbjpvcGVu")]
    public void Apply_AuthorizationHeader_LeavesNothingOfIt(string text)
        => LogMask.Apply(text).Should().NotContainAny("abc", "def", "YWxh", "pvcGVu").And.Contain("***");

    [Theory]
    [InlineData("with Bearer abc.def-123~x now", "with Bearer *** now")]
    [InlineData("with BASIC YWxhZGRpbjpvcGVu== now", "with BASIC *** now")]
    [InlineData("at https://anna:hunter2@example.com/x", "at https://***@example.com/x")]
    [InlineData("at amqp://guest@broker", "at amqp://***@broker")]
    [InlineData("key eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP now", "key *** now")]
    [InlineData("key sk-proj-Ab12Cd34Ef56Gh78Ij90Kl12 now", "key *** now")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY----- x", "***")]
    public void Apply_Tokens_AreMasked(string text, string expected) => LogMask.Apply(text).Should().Be(expected);

    [Theory]
    [InlineData("Open Server=db;Database=crm;User Id=sa;Password=p w failed")]
    [InlineData("Host=db.internal;Username=bot;Password=hunter2")]
    [InlineData("Data Source=/var/lib/botkit.db;Mode=ReadOnly")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=bv;AccountKey=abc==;EndpointSuffix=core.windows.net")]
    public void Apply_ConnectionStrings_AreMaskedWhole(string text)
        => LogMask.Apply(text).Should().NotContainAny("db", "crm", "sa", "p w", "bot", "hunter2", "bv", "abc", "core").And.EndWith("***");

    [Theory]
    [InlineData("Executed (3ms) SELECT * FROM users WHERE name = 'Anna'", "Executed (3ms) ***")]
    [InlineData("select id,\n name\nfrom leads", "***")]
    [InlineData("INSERT INTO leads VALUES (1)", "***")]
    [InlineData("insert or replace into leads values (1)", "***")]
    [InlineData("UPDATE leads SET name = 'x'", "***")]
    [InlineData("ran DELETE FROM leads", "ran ***")]
    [InlineData("CREATE UNIQUE INDEX ix ON leads (id)", "***")]
    [InlineData("drop table leads", "***")]
    [InlineData("ALTER TABLE leads ADD x int", "***")]
    [InlineData("TRUNCATE TABLE leads", "***")]
    [InlineData("WITH x AS (SELECT 1) SELECT 2", "***")]
    [InlineData("MERGE INTO leads USING x", "***")]
    [InlineData("PRAGMA integrity_check", "***")]
    [InlineData("EXEC sp_who @id", "***")]
    public void Apply_Sql_IsMaskedToTheEnd(string text, string expected) => LogMask.Apply(text).Should().Be(expected);

    [Theory]
    [InlineData("read /etc/passwd now", "read *** now")]
    [InlineData("read /var/lib/bot kit", "read *** kit")]
    [InlineData("read '/var/lib/bot kit/x.db' now", "read '***' now")]
    [InlineData("read ~/secrets/x.json", "read ***")]
    [InlineData("read ../data/x.json", "read ***")]
    [InlineData("(/usr/bin/env)", "(***)")]
    [InlineData("read C:\\Users\\Anna Smith\\x.txt now", "read *** now")]
    [InlineData("read D:/data/x.txt now", "read *** now")]
    [InlineData("read \"C:\\Program Files\\x y.txt\" now", "read \"***\" now")]
    [InlineData("read \\\\server\\share\\x.txt now", "read *** now")]
    [InlineData("read file:///etc/hosts now", "read *** now")]
    [InlineData("in /src/Bot.cs:line 12", "in ***:line 12")]
    public void Apply_Paths_AreMasked(string text, string expected) => LogMask.Apply(text).Should().Be(expected);

    [Fact]
    public void Apply_ASecretInAnySurroundings_IsGone()
        => Gen.Select(Gen.String[Gen.Char[" abcXYZ019.,;:=/\\'\"-_"], 0, 60], Gen.OneOf("password=", "api_key: ", "token = ", "Secret="), Gen.String[Gen.Char["abcXYZ019"], 6, 30])
            .Sample((before, name, secret) => LogMask.Apply($"{before} {name}{secret}").Should().NotContain($"{name}{secret}"));

    [Theory]
    [InlineData("select ")]
    [InlineData("a=b;")]
    [InlineData("password")]
    [InlineData("/a")]
    [InlineData("C:\\a b")]
    [InlineData("\"/")]
    [InlineData("server=")]
    [InlineData("a://")]
    [InlineData("-_")]
    public void Apply_HostileRepetition_EndsSoon(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, LogText.MaxBytes / part.Length));
        LogMask.Apply(text);
        var start = TimeProvider.System.GetTimestamp();

        LogMask.Apply(text);

        TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(2));
    }
}

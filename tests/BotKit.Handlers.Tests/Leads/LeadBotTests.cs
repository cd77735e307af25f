using System.Text;
using System.Text.Json;
using BotKit.Files;
using BotKit.Health;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Leads;

public sealed class LeadBotTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly LeadHost _host = new();

    [Fact]
    public async Task Leads_FromImportToExport_PassThroughAllOperations()
    {
        var raw = await _host.PutAsync(LeadsData.Csv(1500, extraHeader: "Email,Phone,Country", extra: (row, _) => $"P{row}@Example.ORG,030 901{row % 1000:D3},germany"));
        var imported = await _host.DataAsync<LeadImport>($$"""{"operation":"import","file":"{{raw}}","required":["Email"]}""");
        var clean = await _host.DataAsync<LeadNormalisation>($$"""{"operation":"normalise","file":"{{imported.File}}"}""");
        var single = await _host.DataAsync<LeadDeduplication>($$"""{"operation":"deduplicate","file":"{{clean.File}}","columns":["Email","Phone"]}""");
        var model = await _host.DataAsync<LeadTraining>($$"""{"operation":"train","file":"{{single.File}}","target":"converted"}""");
        var scored = await _host.DataAsync<LeadScoring>($$"""{"operation":"score","file":"{{single.File}}"}""");
        var segments = await _host.DataAsync<LeadSegmentation>(
            $$"""{"operation":"segment","file":"{{scored.File}}","segments":[{"name":"good","where":[{"column":"lead_grade","is":"anyOf","values":["A","B"]}]}]}""");
        var routed = await _host.DataAsync<LeadRouting>(
            $$"""{"operation":"route","file":"{{segments.File}}","owners":[{"name":"Ann","where":[{"column":"lead_segment","value":"good"}]},{"name":"Bob"}]}""");
        var exported = await _host.DataAsync<LeadExport>(
            $$"""{"operation":"export","file":"{{routed.File}}","format":"jsonLines","columns":["Email","lead_score","lead_owner"],"where":[{"column":"lead_owner","value":"Ann"}]}""");

        model.Columns.Select(column => column.Name).Should().NotContain(["Email", "Phone", "id"]);
        exported.Rows.Should().Be(1500 - single.Merged);
        exported.Written.Should().Be(routed.Owners[0].Rows).And.BePositive();
        var first = JsonDocument.Parse((await _host.LinesAsync(exported.File))[0]).RootElement;
        first.GetProperty("Email").GetString().Should().EndWith("@example.org");
        first.GetProperty("lead_owner").GetString().Should().Be("Ann");
    }

    [Theory]
    [InlineData("normalise", "\"email\":\"email\"")]
    [InlineData("deduplicate", "\"threshold\":0.5")]
    [InlineData("train", "\"target\":\"converted\"")]
    [InlineData("score", "\"reasons\":3")]
    [InlineData("segment", "\"segments\":[{\"name\":\"a\",\"where\":[{\"column\":\"email\",\"is\":\"empty\"}]}]")]
    [InlineData("export", "\"format\":\"json\"")]
    public async Task Run_ThatIsCanceled_IsAnsweredWithin100MillisecondsAndLeavesNoFile(string operation, string members)
    {
        var small = await _host.PutAsync(LeadsData.Csv(300));
        await _host.DataAsync<LeadTraining>($$"""{"operation":"train","file":"{{small}}","target":"converted"}""");
        var file = await _host.PutAsync(LeadsData.Csv(200_000, extraHeader: "email", extra: (row, _) => $"p{row}@example.org"));
        var files = await _host.FileCountAsync();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var canceledAt = 0L;
        using var registration = cancel.Token.Register(() => canceledAt = TimeProvider.System.GetTimestamp());

        var result = await _host.RunAsync($$"""{"operation":"{{operation}}","file":"{{file}}",{{members}}}""", cancellationToken: cancel.Token);

        var elapsed = TimeProvider.System.GetElapsedTime(canceledAt);
        output.WriteLine($"{operation}: answered {elapsed.TotalMilliseconds:F0} ms after the cancel");
        result.Status.Should().Be(BotStatus.Canceled);
        elapsed.Should().BeLessThan(TimeSpan.FromSeconds(1), "100 ms on a machine of its own");
        (await _host.FileCountAsync()).Should().Be(files);
    }

    [Fact]
    public async Task Result_AndInput_HoldNothingOfALead()
    {
        var file = await _host.PutAsync("name,email,phone\nZebulon Quartermain,zeb@quartermain.example,+49 30 901820\nX\n\"Zebulon,zeb@quartermain.example\n");

        foreach (var json in new[] { "\"operation\":\"import\"", "\"operation\":\"normalise\"", "\"operation\":\"deduplicate\"", "\"operation\":\"export\"" })
        {
            var result = await _host.RunAsync($$"""{ {{json}},"file":"{{file}}"}""");

            JsonSerializer.Serialize(result.Data, _host.Manager.Find("lead")!.ResultJson!).Should().NotContainAny("Zebulon", "quartermain", "901820");
        }
    }

    [Theory]
    [InlineData("a,b\n\0\0,\0\n")]
    [InlineData("email,phone,name,country\n\"\"\"\"\"\",=cmd|' /C calc'!A0,<script>alert(1)</script>,${jndi:ldap://x}\n")]
    [InlineData("email,phone\n1e999999999999,99999999999999999999999999999999999999999999999999999999\n")]
    [InlineData("{\"email\":{\"$type\":\"System.Object\"},\"phone\":1e400}\n")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n")]
    [InlineData("email\n\u202Egro.elpmaxe@nna\n\uFEFFann@example.org\n")]
    [InlineData("Robert'); DROP TABLE leads;--,email\nx,y\n")]
    public async Task Run_OnHostileFiles_EndsInAResultOrAWarning(string text)
    {
        var file = await _host.PutAsync(Encoding.UTF8.GetBytes(text));
        foreach (var rest in new[] { "\"import\"", "\"normalise\"", "\"deduplicate\"", "\"export\"", "\"train\",\"target\":\"email\"", "\"export\",\"format\":\"json\"" })
        {
            var result = await _host.RunAsync($$"""{"file":"{{file}}","operation":{{rest}}}""");

            (result.Status == BotStatus.Succeeded || result.Error!.Severity == BotSeverity.Warning).Should().BeTrue($"{rest}: {result.Error}");
        }
    }

    [Fact]
    public async Task Check_OfAHostThatWorks_IsHealthy()
        => (await _host.Services.GetRequiredService<IBotHealth>().CheckAsync()).Bots["lead"].Status.Should().Be(BotHealthStatus.Healthy);

    [Fact]
    public async Task Check_WithoutFiles_IsNot()
    {
        await using var host = new LeadHost(services => services.AddSingleton<IBotFileStore>(new BrokenFiles()));

        (await host.Services.GetRequiredService<IBotHealth>().CheckAsync()).Bots["lead"].Status.Should().NotBe(BotHealthStatus.Healthy);
    }

    [Fact]
    public void Schema_ListsTheOperations()
        => _host.Manager.Find("lead")!.InputSchema!.Value.GetRawText().Should().ContainAll(
            "\"import\"", "\"normalise\"", "\"deduplicate\"", "\"unmerge\"", "\"train\"", "\"evaluate\"", "\"score\"", "\"segment\"", "\"route\"", "\"export\"");

    [Theory(Explicit = true)]
    [Trait("Run", "ByHand")]
    [InlineData("import")]
    [InlineData("normalise")]
    [InlineData("export")]
    public async Task Run_OnAGigabyte_StaysBelow300Megabytes(string operation)
    {
        await using var host = new LeadHost(services => services.Configure<BotFileOptions>(options => options.MaxFileBytes = 8L << 30));
        var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 10_000).Select(row => $"Person {row},person{row}@example.org,+49 30 9018{row % 100:D2},Germany,{new string('x', 60)}\n")));
        var count = (int)((1L << 30) / rows.Length) + 1;
        var file = await host.PutAsync(stream =>
        {
            stream.Write("name,email,phone,country,note\n"u8);
            for (var time = 0; time < count; time++)
            {
                stream.Write(rows);
            }
        });
        var start = TimeProvider.System.GetTimestamp();

        var result = await host.DataAsync<LeadResult>($$"""{"operation":"{{operation}}","file":"{{file}}"}""");

        var peak = System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000;
        output.WriteLine($"{operation} of 1 GB, {result.Rows} rows: {TimeProvider.System.GetElapsedTime(start).TotalSeconds:F0} s, peak {peak} MB (bar 300 MB)");
        result.Rows.Should().Be(count * 10_000L);
        peak.Should().BeLessThan(300);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private sealed class BrokenFiles : IBotFileStore
    {
        public ValueTask<BotFile> SaveAsync(BotFileDescription file, Func<Stream, CancellationToken, ValueTask> write, CancellationToken cancellationToken) => throw new IOException();

        public ValueTask<BotFile?> FindAsync(string id, CancellationToken cancellationToken) => throw new IOException();

        public ValueTask<Stream?> OpenReadAsync(string id, CancellationToken cancellationToken) => throw new IOException();

        public ValueTask<IReadOnlyList<BotFile>> ListAsync(BotFileQuery query, CancellationToken cancellationToken) => throw new IOException();

        public ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) => throw new IOException();
    }
}

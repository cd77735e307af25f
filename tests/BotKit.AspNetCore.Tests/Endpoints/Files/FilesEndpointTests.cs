using System.Net;
using System.Text.Json;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class FilesEndpointTests
{
    [Fact]
    public async Task Download_IsTheFileAndNothingThatABrowserShows()
    {
        await using var host = await ApiHost.StartAsync();
        var file = await host.Client.UploadedAsync("<script>alert(1)</script>", "Bücher\".html", "text/html");

        using var answer = await host.Client.ReadAsync("/files/" + file.Text("id"));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Be("<script>alert(1)</script>");
        answer.Content.Headers.ContentType!.ToString().Should().Be("text/html");
        answer.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar.Should().Be("Bücher\".html");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("sandbox;");
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").Should().Equal("same-origin");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.ETag!.Tag.Should().Be($"\"{file.Text("sha256")}\"");
    }

    [Theory]
    [InlineData("bytes=2-4", 206, "234")]
    [InlineData("bytes=-3", 206, "789")]
    [InlineData("bytes=8-", 206, "89")]
    [InlineData("bytes=0-99", 206, "0123456789")]
    public async Task Range_IsGivenAlone(string range, int status, string text)
    {
        await using var host = await ApiHost.StartAsync(new() { Kestrel = true });
        var file = await host.SaveAsync("a");

        using var answer = await GetAsync(host, file.Id, ("Range", range));

        ((int)answer.StatusCode).Should().Be(status);
        (await answer.Content.ReadAsStringAsync()).Should().Be(text);
    }

    [Theory]
    [InlineData("Range", "bytes=10-", 416)]
    [InlineData("If-Match", "\"0000\"", 412)]
    public async Task ConditionThatDoesNotHold_IsAProblem(string header, string value, int status)
    {
        await using var host = await ApiHost.StartAsync(new() { Kestrel = true });
        var file = await host.SaveAsync("a");

        using var answer = await GetAsync(host, file.Id, (header, value));

        await answer.ShouldBeProblemAsync(status, BotErrorCodes.InvalidRequest);
    }

    [Fact]
    public async Task File_ThatTheCallerHas_IsNotSentAgain()
    {
        await using var host = await ApiHost.StartAsync(new() { Kestrel = true });
        var file = await host.SaveAsync("a");

        using var answer = await GetAsync(host, file.Id, ("If-None-Match", $"\"{file.Sha256}\""));

        answer.StatusCode.Should().Be(HttpStatusCode.NotModified);
        (await answer.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Head_TellsTheLengthAndIsNoDownload()
    {
        await using var host = await ApiHost.StartAsync(new() { Kestrel = true });
        var file = await host.SaveAsync("a");
        using var request = new HttpRequestMessage(HttpMethod.Head, FileCalls.To("/files/" + file.Id));

        using var answer = await host.Client.SendAsync(request);

        (answer.StatusCode, answer.Content.Headers.ContentLength).Should().Be((HttpStatusCode.OK, 10L));
        (await host.AuditAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Download_IsWrittenIntoTheAuditFirst()
    {
        await using var host = await ApiHost.StartAsync();
        var run = Guid.CreateVersion7(host.Clock.GetUtcNow());
        var file = await host.SaveAsync("report.md", "echo", run);

        using var answer = await host.As(ApiHost.Viewer).ReadAsync("/files/" + file.Id);

        (await host.AuditAsync()).Should().Equal(("file_download", "echo", $"{file.Id} (report.md, 10 bytes)"));
        (await host.Audit.ListAsync("echo", null, 1, default)).Single().Should().BeEquivalentTo(new { By = "vera", ExecutionId = run });
    }

    [Fact]
    public async Task Download_ThatCannotBeWrittenIntoTheAudit_IsRefused()
    {
        await using var host = await ApiHost.StartAsync(new() { Services = services => services.AddSingleton<IBotAuditStore, BrokenAudit>() });
        var file = await host.SaveAsync("a");

        using var answer = await host.Client.ReadAsync("/files/" + file.Id);

        await answer.ShouldBeProblemAsync(503, BotErrorCodes.StoreUnavailable);
    }

    [Fact]
    public async Task Delete_IsForOperatorsAndWrittenDown()
    {
        await using var host = await ApiHost.StartAsync();
        var file = await host.SaveAsync("a", "echo");

        using var refused = await host.As(ApiHost.Viewer).DeleteAsync(FileCalls.To("/files/" + file.Id));
        using var done = await host.Client.DeleteAsync(FileCalls.To("/files/" + file.Id));
        using var again = await host.Client.DeleteAsync(FileCalls.To("/files/" + file.Id));
        using var read = await host.Client.ReadAsync("/files/" + file.Id);

        await refused.ShouldBeProblemAsync(403, BotErrorCodes.Forbidden);
        (await done.BodyAsync()).Text("id").Should().Be(file.Id);
        await again.ShouldBeProblemAsync(404, BotErrorCodes.UnknownFile);
        await read.ShouldBeProblemAsync(404, BotErrorCodes.UnknownFile);
        (await host.AuditAsync()).Should().Equal(("file_delete", "echo", $"{file.Id} (a, 10 bytes)"));
        host.CountFiles().Should().Be(0);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    [InlineData("0123456789abcdefghijklmnopqrstuv01234567.bin")]
    [InlineData("0123456789abcdefghijklmnopqrstuv01234567")]
    public async Task Id_ThatNoFileHas_Is404(string id)
    {
        await using var host = await ApiHost.StartAsync();
        await host.SaveAsync("a");

        using var read = await host.Client.ReadAsync("/files/" + id);

        ((int)read.StatusCode).Should().Be(404);
    }

    [Fact]
    public async Task List_FiltersAndPages()
    {
        await using var host = await ApiHost.StartAsync();
        var run = Guid.CreateVersion7(host.Clock.GetUtcNow());
        for (var i = 0; i < 3; i++)
        {
            await host.SaveAsync($"{i}", "echo", run);
        }

        await host.SaveAsync("other");

        var first = await host.Client.ReadJsonAsync($"/files?bot=echo&executionId={run}&count=2");
        var second = await host.Client.ReadJsonAsync($"/files?bot=echo&executionId={run}&count=2&before={first.Text("next")}");
        var all = await host.Client.ReadJsonAsync("/files");

        Names(first).Should().Equal("2", "1");
        Names(second).Should().Equal("0");
        second.GetProperty("next").ValueKind.Should().Be(JsonValueKind.Null);
        Names(all).Should().Equal("other", "2", "1", "0");
        all.GetRawText().Should().NotContain(host.FilesFolder);
        first.GetProperty("files")[0].GetProperty("executionId").GetGuid().Should().Be(run);
    }

    private static IEnumerable<string> Names(JsonElement list) => list.GetProperty("files").EnumerateArray().Select(file => file.Text("name"));

    private static async Task<HttpResponseMessage> GetAsync(ApiHost host, string id, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, FileCalls.To("/files/" + id));
        request.Headers.TryAddWithoutValidation(header.Name, header.Value).Should().BeTrue();
        return await host.Client.SendAsync(request);
    }

    private sealed class BrokenAudit : IBotAuditStore
    {
        public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken) => throw new BotStoreException("db-7 is gone");

        public ValueTask<IReadOnlyList<AuditEntry>> ListAsync(string? bot, Guid? before, int count, CancellationToken cancellationToken)
            => throw new BotStoreException("db-7 is gone");
    }
}

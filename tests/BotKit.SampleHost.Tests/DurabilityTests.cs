using System.Net;
using System.Text;
using System.Text.Json;

namespace BotKit.SampleHost.Tests;

public sealed class DurabilityTests : IDisposable
{
    private const string Api = "/api/admin/bots";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_WhileRunsWaitAndRun_AllAcceptedRunsEnd()
    {
        var accepted = new List<string>();
        string token;
        await using (var first = await SampleHostProcess.StartAsync(_folder.Path))
        {
            token = first.Token!;
            using var client = first.CreateClient(token);
            for (var i = 0; i < 3; i++)
            {
                accepted.Add(await EnqueueAsync(client, """{"behaviour":"hang"}"""));
            }

            await UntilAsync(async () => (await RunsAsync(client, "state=Running")).Count > 0);
            for (var i = 0; i < 40; i++)
            {
                accepted.Add(await EnqueueAsync(client, $$"""{"behaviour":"succeed","note":"{{i}}"}""", i % 2 == 0 ? "delay=3" : "priority=1"));
            }

            await first.KillAsync();
        }

        await using var second = await SampleHostProcess.StartAsync(_folder.Path);
        using var again = second.CreateClient(token);
        await UntilAsync(async () => (await RunsAsync(again, "state=Ended")).IsSupersetOf(accepted));
        foreach (var run in accepted.Skip(3))
        {
            var answer = await Answer.GetAsync(again, $"{Api}/runs/{run}");
            answer.Body.GetProperty("status").GetString().Should().Be("Succeeded");
        }

        (await RunsAsync(again, "state=Queued")).Should().BeEmpty();
    }

    [Fact]
    public async Task Start_SameFolderTwice_SecondIsRefusedInOneLine()
    {
        await using var first = await SampleHostProcess.StartAsync(_folder.Path);

        var (exitCode, output, error) = await SampleHostProcess.StartRefusedAsync(_folder.Path);

        exitCode.Should().Be(1);
        error.Trim().Should().StartWith("The sample host did not start").And.Contain("in use by another process").And.NotContain("\n");
        (output + error).Should().NotContain("Exception").And.NotContain("   at ");
        first.HasExited.Should().BeFalse();
    }

    private static async Task<string> EnqueueAsync(HttpClient client, string json, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Api}/flaky?{query}", UriKind.Relative));
        request.Headers.Add("Prefer", "respond-async");
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        body.GetProperty("durable").GetBoolean().Should().BeTrue();
        return body.GetProperty("executionId").GetString()!;
    }

    private static async Task<HashSet<string>> RunsAsync(HttpClient client, string query)
        => [.. (await Answer.GetAsync(client, $"{Api}/runs?count=1000&{query}")).Body.GetProperty("runs").EnumerateArray()
            .Select(run => run.GetProperty("executionId").GetString()!)];

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }
}

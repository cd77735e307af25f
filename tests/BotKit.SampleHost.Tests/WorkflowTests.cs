using System.Net;
using System.Text.Json;

namespace BotKit.SampleHost.Tests;

/// <summary>The two workflows that the host has on a schedule.</summary>
public sealed class WorkflowTests : IDisposable
{
    private const string Api = "/api/admin/bots";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Enquiries_LeaveOneListOfScoredAndAssignedLeads()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient(host.Token);

        var first = await RunAsync(client, "enquiries");
        var second = await RunAsync(client, "enquiries");

        foreach (var run in (JsonElement[])[first, second])
        {
            run.GetProperty("status").GetString().Should().Be("Succeeded", run.ToString());
            var output = run.GetProperty("data").GetProperty("output");
            output.GetProperty("unreadable").GetInt64().Should().Be(1);
            output.GetProperty("merged").GetInt64().Should().BeInRange(1, 15, "about one in twelve asked twice");
            var people = output.GetProperty("received").GetInt64() - 1 - output.GetProperty("merged").GetInt64();
            output.GetProperty("byGrade").EnumerateObject().Sum(each => each.Value.GetInt64()).Should().Be(people);
            var list = await client.GetStringAsync(new Uri($"{Api}/files/{output.GetProperty("list").GetString()}", UriKind.Relative), TestContext.Current.CancellationToken);
            list.TrimEnd().Split('\n').Should().HaveCount((int)people + 1).And.StartWith("lead_owner,lead_grade,lead_score,lead_reasons,First name,Last name,Email,Phone,Country,Source,Budget EUR");
        }

        (await FilesAsync(client)).Should().Be(2, "what the steps handed to each other is gone");
        (await StatesAsync(client, first)).Should().Contain("Score", "Succeeded").And.Contain("Learn", "Succeeded").And.Contain("Tell sales", "Succeeded");
        (await StatesAsync(client, second)).Should().Contain("Learn", "NotReached", "only the first run trains the model").And.Contain("Wait for late ones", "Succeeded");
        Mails().Should().HaveCount(2).And.OnlyContain(mail => mail.Contains("enquiries of grade A"));
    }

    [Fact]
    public async Task Enquiries_OfWhichNobodyCanBeTold_SucceedAllTheSame()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path, new Dictionary<string, string> { ["Workflows__Email__AllowedRecipients__0"] = "example.org" });
        using var client = host.CreateClient(host.Token);

        var run = await RunAsync(client, "enquiries");

        run.GetProperty("status").GetString().Should().Be("Succeeded");
        (await StatesAsync(client, run)).Should().Contain("Tell sales", "Caught");
    }

    [Fact]
    public async Task Enquiries_ThatFail_LeaveNothingPersonalBehind()
    {
        var definition = await File.ReadAllTextAsync(SampleHostProcess.Workflow("enquiries"), TestContext.Current.CancellationToken);
        await using var host = await StartWithAsync(("enquiries", definition.Replace("\"Country\"", "\"Planet\"", StringComparison.Ordinal)));
        using var client = host.CreateClient(host.Token);

        var run = await RunAsync(client, "enquiries");

        run.GetProperty("status").GetString().Should().Be("Failed");
        run.GetProperty("error").GetProperty("message").GetString().Should().Contain("'List'").And.Contain("column_unknown");
        (await StatesAsync(client, run)).Should().Contain("List", "Failed").And.Contain("Receive", "Compensated").And.Contain("Throw away", "Succeeded");
        (await FilesAsync(client)).Should().Be(0);
    }

    [Fact]
    public async Task Enquiries_WhoseHostIsKilledWhileTheyWait_GoOnWithTheNext()
    {
        string run;
        await using (var first = await SampleHostProcess.StartAsync(_folder.Path, new Dictionary<string, string> { ["BOTKIT_ADMIN_TOKEN"] = "a-token-of-my-own-choice" }))
        {
            using var before = first.CreateClient("a-token-of-my-own-choice");
            run = (await Answer.PostAsync(before, $"{Api}/schedules/enquiries/run", "")).Body.GetProperty("executionId").GetString()!;
            while ((await Answer.GetAsync(before, $"{Api}/runs/{run}")).Body.GetProperty("state").GetString() != "Scheduled")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            await first.KillAsync();
        }

        await using var second = await SampleHostProcess.StartAsync(_folder.Path, new Dictionary<string, string> { ["BOTKIT_ADMIN_TOKEN"] = "a-token-of-my-own-choice" });
        using var client = second.CreateClient("a-token-of-my-own-choice");

        (await Answer.EndedAsync(client, run)).GetProperty("status").GetString().Should().Be("Succeeded");
        (await FilesAsync(client)).Should().Be(1);
    }

    [Fact]
    public async Task Graph_OfARun_IsADrawingForThoseWhoAreLoggedIn()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient(host.Token);
        using var stranger = host.CreateClient();
        var run = await RunAsync(client, "newsletter");
        var graph = GraphOf(run);
        client.DefaultRequestHeaders.Add("Accept", "image/svg+xml");

        var drawing = await client.GetAsync(new Uri(graph, UriKind.Relative), TestContext.Current.CancellationToken);

        drawing.Content.Headers.ContentType!.MediaType.Should().Be("image/svg+xml");
        (await drawing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().StartWith("<svg").And.Contain("Send the draft");
        (await Answer.GetAsync(stranger, graph)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Newsletter_PassesItsGatesEachWeekAndGoesToTheEditor()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient(host.Token);

        foreach (var run in (JsonElement[])[await RunAsync(client, "newsletter"), await RunAsync(client, "newsletter")])
        {
            run.GetProperty("status").GetString().Should().Be("Succeeded", run.ToString());
            var output = run.GetProperty("data").GetProperty("output");
            output.GetProperty("text").GetString().Should().MatchRegex("watched [0-9]+ times in the last seven days").And.Contain("https://example.com/films");
            var gates = output.GetProperty("gates").EnumerateArray().ToDictionary(gate => gate.GetProperty("gate").GetString()!, gate => gate.GetProperty("verdict").GetString());
            gates.Should().HaveCount(15).And.Contain("length", "passed").And.Contain("banned-claims", "passed").And.NotContainValue("failed").And.NotContainValue("warning");
        }

        Mails().Should().HaveCount(2).And.OnlyContain(mail => mail.Contains("To: editor@example.com"));
    }

    [Fact]
    public async Task Newsletter_ThatFailsAGate_IsNotSentAndSaysWhy()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path, new Dictionary<string, string> { ["Content__Gates__BannedWords__0"] = "film" });
        using var client = host.CreateClient(host.Token);

        var run = await RunAsync(client, "newsletter");

        run.GetProperty("status").GetString().Should().Be("Failed");
        run.GetProperty("error").GetProperty("message").GetString().Should().Contain("GatesFailed").And.Contain("banned-words");
        Mails().Should().BeEmpty();
    }

    [Fact]
    public async Task BrokenDefinitions_StopTheStartAndAllOfTheirMistakesAreNamed()
    {
        var folder = Definitions(("enquiries", """{ "StartAt": "Receive", "States": { "Receive": { "Type": "Task", "Resource": "bot:nobody", "Next": "Gone" } } }"""), ("newsletter", "{"));

        var (exitCode, output, error) = await SampleHostProcess.StartRefusedAsync(_folder.Path, new Dictionary<string, string> { ["Workflows__Folder"] = folder });

        exitCode.Should().Be(1);
        error.Should().StartWith("The sample host did not start. ").And.Contain("Workflow 'enquiries' (enquiries.asl.json)").And.Contain("$.States.Receive.Resource: There is no bot 'nobody'.")
            .And.Contain("$.States.Receive.Next").And.Contain("Gone").And.Contain("Workflow 'newsletter' (newsletter.asl.json)");
        (output + error).Should().NotContain("Exception").And.NotContain("   at ");
    }

    private static async Task<JsonElement> RunAsync(HttpClient client, string schedule)
        => await Answer.EndedAsync(client, await Answer.PostAsync(client, $"{Api}/schedules/{schedule}/run", ""));

    private static string GraphOf(JsonElement run) => $"{Api}/workflows/{run.GetProperty("executionId").GetString()}/graph";

    private static async Task<Dictionary<string, string?>> StatesAsync(HttpClient client, JsonElement run)
        => (await Answer.GetAsync(client, GraphOf(run))).Body.GetProperty("nodes").EnumerateArray()
            .ToDictionary(node => node.GetProperty("name").GetString()!, node => node.GetProperty("state").GetString());

    // A report comes by itself every five minutes.
    private static async Task<int> FilesAsync(HttpClient client)
        => (await Answer.GetAsync(client, $"{Api}/files")).Body.GetProperty("files").EnumerateArray().Count(file => file.GetProperty("bot").GetString() != "analytics");

    private Task<SampleHostProcess> StartWithAsync((string Name, string Text) definition)
    {
        var newsletter = ("newsletter", File.ReadAllText(SampleHostProcess.Workflow("newsletter")));
        return SampleHostProcess.StartAsync(_folder.Path, new Dictionary<string, string> { ["Workflows__Folder"] = Definitions(definition, newsletter) });
    }

    private string Definitions(params (string Name, string Text)[] definitions)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "workflows")).FullName;
        foreach (var (name, text) in definitions)
        {
            File.WriteAllText(Path.Combine(folder, name + ".asl.json"), text);
        }

        return folder;
    }

    private IReadOnlyList<string> Mails()
        => Directory.Exists(Path.Combine(_folder.Path, "mail")) ? [.. Directory.GetFiles(Path.Combine(_folder.Path, "mail")).Select(File.ReadAllText)] : [];
}

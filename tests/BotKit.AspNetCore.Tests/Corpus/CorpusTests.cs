using System.Text;
using System.Text.Json;

namespace BotKit.AspNetCore.Tests.Corpus;

/// <summary>Sends the corpus to every door that takes its kind.</summary>
[Collection(nameof(Alone))]
public sealed class CorpusTests(CorpusHost host) : IClassFixture<CorpusHost>
{
    private static readonly string[] Doors =
    [
        "POST /echo", "POST /operation", "POST /nothing", "POST /wide/pause", "POST /runs/replay", "POST /schedules", "POST /schedules/preview",
        "PUT /schedules/nightly", "POST /schedules/nightly/pause", "POST /schedules/nightly/run", "POST /schedules/nightly/backfill",
    ];

    public static TheoryData<int> Schedules => CorpusCase.Lines("schedules.txt");

    public static TheoryData<int> Bodies => CorpusCase.Lines("bodies.txt");

    public static TheoryData<int> Names => CorpusCase.Lines("names.txt");

    public static TheoryData<int> Headers => CorpusCase.Lines("headers.txt");

    public static TheoryData<int> Queries => CorpusCase.Lines("queries.txt");

    public static TheoryData<int> Methods => CorpusCase.Lines("methods.txt");

    public static TheoryData<int> Requests => CorpusCase.Lines("requests.txt");

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_GetsItsStatus_AtEveryDoor(int line)
    {
        var body = Case("bodies.txt", line);
        var calls = host.Host.Work.Calls;

        var wide = await host.SendAsync(CorpusHost.Post("/wide", body.Bytes));

        ShouldFit(body, wide);
        (host.Host.Work.Calls - calls).Should().Be(wide.StatusCode == 200 ? 1 : 0, "nothing runs on bad input");
        foreach (var door in Doors.Append($"POST /runs/{host.Ended}/replay").Append($"POST /alerts/{host.Alert}/ack"))
        {
            var (method, path) = (door.Split(' ')[0], door.Split(' ')[1]);
            if (body.Bytes.Length == 0 && (path.EndsWith(host.Ended + "/replay", StringComparison.Ordinal) || path.EndsWith("/run", StringComparison.Ordinal) || path.EndsWith("/ack", StringComparison.Ordinal)))
            {
                // No input means the same one.
                continue;
            }

            var answer = await host.SendAsync(CorpusHost.Post(path, body.Bytes, method: method));
            ShouldBeFine(answer);
            (answer.StatusCode is 400 or 413).Should().Be(wide.StatusCode is 400 or 413, "{0} reads JSON like any other door", door);
        }

        host.Host.Manager.GetState("wide").Pause.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public async Task Schedule_GetsItsStatus(int line)
    {
        var body = Case("schedules.txt", line);
        var space = body.Text.IndexOf(' ', StringComparison.Ordinal);
        var door = body.Text[..space];

        var answer = await host.SendAsync(CorpusHost.Post(door, body.Bytes[(space + 1)..], method: door == "/schedules/nightly" ? "PUT" : "POST"));

        ShouldFit(body, answer);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Name_IsNobodys(int line)
    {
        // The bytes go on the wire as they stand in the file, escapes and all.
        var name = RawText("names.txt", line, out var expected);
        foreach (var (method, path) in new[]
        {
            ("GET", "/" + name), ("POST", "/" + name), ("POST", $"/{name}/pause"), ("POST", $"/{name}/circuit/isolate"), ("GET", "/runs/" + name),
            ("GET", "/files/" + name), ("DELETE", "/files/" + name), ("GET", "/schedules/" + name), ("DELETE", "/schedules/" + name), ("GET", $"/schedules/{name}/next"), ("POST", $"/schedules/{name}/resume"),
        })
        {
            var answer = await host.SendAsync(CorpusHost.Line(method, path));

            ShouldFit(expected, answer);
        }
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task HeaderFields_GetTheirStatus(int line)
    {
        var fields = Case("headers.txt", line);
        var anonymous = fields.Expected is "401" or "403";
        var text = fields.Text == "!" ? "" : fields.Text + "\r\n";
        byte[] request = [.. Encoding.Latin1.GetBytes(CorpusHost.Head(
            "POST", ApiHost.Prefix + "/scripted", text + "Content-Length: 2\r\n", anonymous ? null : ApiHost.Operator)), .. "{}"u8];
        var calls = host.Host.Work.Calls;

        var answer = await host.SendAsync(request);

        ShouldFit(fields, answer);
        (host.Host.Work.Calls - calls).Should().BeLessThanOrEqualTo(answer.StatusCode == 200 ? 1 : 0);
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Query_GetsItsStatus(int line)
    {
        var query = RawText("queries.txt", line, out var expected);

        var answer = await host.SendAsync(CorpusHost.Line("GET", query));

        ShouldFit(expected, answer);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Method_GetsItsStatus(int line)
    {
        var method = Case("methods.txt", line);
        var parts = method.Text.Split(' ');
        var calls = host.Host.Work.Calls;

        var answer = await host.SendAsync(CorpusHost.Line(parts[0], parts[1]));

        ShouldFit(method, answer);
        host.Host.Work.Calls.Should().Be(calls);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_GetsItsStatus(int line)
    {
        var request = Case("requests.txt", line);

        var answer = await host.SendAsync(request.Bytes);

        ShouldFit(request, answer);
    }

    private static void ShouldFit(CorpusCase expected, RawAnswer answer)
    {
        ShouldBeFine(answer);
        expected.Fits(answer.StatusCode).Should().BeTrue(
            "{0} is expected, not {1}: {2}", expected.Expected, answer.StatusCode, Encoding.UTF8.GetString(answer.Body));
    }

    private static void ShouldBeFine(RawAnswer answer)
    {
        (answer.StatusCode / 100).Should().BeOneOf([2, 4], "{0}", answer.Head);
        answer.Took.Should().BeLessThan(CorpusHost.Hang);
        if (answer.IsOurs && answer.Body.Length > 0)
        {
            using var json = JsonDocument.Parse(answer.Body);
            if (answer.StatusCode >= 400)
            {
                json.RootElement.GetProperty("success").GetBoolean().Should().BeFalse();
                json.RootElement.GetProperty("status").GetInt32().Should().Be(answer.StatusCode);
            }
        }
    }

    private static CorpusCase Case(string file, int line) => CorpusCase.Read(file).Single(it => it.Line == line).Case;

    /// <summary>The case with its repetitions, but with its escapes as they are: they are the path's own.</summary>
    private static string RawText(string file, int line, out CorpusCase expected)
    {
        var text = File.ReadLines(Path.Combine(RepositoryRoot.Path, "tests", "BotKit.AspNetCore.Tests", "Corpus", file)).ElementAt(line - 1);
        expected = CorpusCase.Parse(text.Replace("%", "%25", StringComparison.Ordinal));
        return expected.Text;
    }
}

/// <summary>Tests that measure time or memory run alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

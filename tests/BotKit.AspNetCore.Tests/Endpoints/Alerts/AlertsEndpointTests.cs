using System.Net;
using System.Text.Json;
using BotKit.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class AlertsEndpointTests
{
    [Fact]
    public async Task List_ShowsTheNewestFirstAndPages()
    {
        await using var host = await ApiHost.StartAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add(await RaiseAsync(host, i == 3 ? "scripted" : "echo", i));
        }

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await host.Client.ReadJsonAsync("/alerts?count=4&bot=echo" + (next is null ? "" : "&before=" + next));
            seen.AddRange(page.GetProperty("alerts").EnumerateArray().Select(alert => alert.Text("id")));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        seen.Should().Equal(ids.Where((_, i) => i != 3).Reverse().Select(id => id.ToString()));
    }

    [Theory]
    [InlineData("?severity=Critical", 1)]
    [InlineData("?severity=warning", 0)]
    [InlineData("?acknowledged=true", 1)]
    [InlineData("?acknowledged=false", 2)]
    [InlineData("?acknowledged=true&severity=Critical", 0)]
    public async Task List_IsFiltered(string query, int count)
    {
        await using var host = await ApiHost.StartAsync();
        await RaiseAsync(host, "echo", 0, BotSeverity.Critical);
        await RaiseAsync(host, "echo", 1);
        var known = await RaiseAsync(host, "echo", 2);
        await Store(host).AcknowledgeAsync(known, "ann", null, default);

        (await host.Client.ReadJsonAsync("/alerts" + query)).GetProperty("alerts").GetArrayLength().Should().Be(count);
    }

    [Theory]
    [InlineData("?severity=1")]
    [InlineData("?acknowledged=yes")]
    [InlineData("?before=1")]
    [InlineData("?code=x")]
    public async Task List_WithABadParameter_Is400(string query)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.ReadAsync("/alerts" + query);

        await answer.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("{}", null)]
    [InlineData("""{"note":"looking into it"}""", "looking into it")]
    public async Task Acknowledge_SaysWhoAndWhen_AndIsWrittenDown(string? body, string? note)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await RaiseAsync(host, "echo", 0);

        using var answer = await host.Client.SendAsync(Answers.Post($"/alerts/{id}/ack", body));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var alert = await answer.BodyAsync();
        alert.Text("id").Should().Be(id.ToString());
        alert.GetProperty("acknowledged").GetBoolean().Should().BeTrue();
        alert.GetProperty("acknowledgement").GetRawText().Should().Be(
            note is null ? """{"at":"2026-01-05T08:00:30+00:00","by":"olga"}""" : """{"at":"2026-01-05T08:00:30+00:00","by":"olga","note":"looking into it"}""");
        JsonSerializer.Serialize((await host.Client.ReadJsonAsync("/alerts")).GetProperty("alerts")[0]).Should().Be(JsonSerializer.Serialize(alert));
        var entry = (await host.Audit.ListAsync("echo", null, 10, default)).Should().ContainSingle().Subject;
        entry.Should().BeEquivalentTo(new { Action = "alert_ack", By = "olga", Note = $"{id} (code-0)" + (note is null ? "" : ": " + note) });
        host.Logs.All.Should().Contain(line => line.EventId == 3015 && line.Text == $"olga acknowledged alert {id} of echo");
    }

    [Fact]
    public async Task Acknowledge_Repeated_SaysWhoDidItFirst()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await RaiseAsync(host, "echo", 0);
        using var first = await host.Client.SendAsync(Answers.Post($"/alerts/{id}/ack", """{"note":"mine"}"""));
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        using var again = await host.As("paul+operator").SendAsync(Answers.Post($"/alerts/{id}/ack", """{"note":"no, mine"}"""));

        again.StatusCode.Should().Be(HttpStatusCode.OK);
        (await again.BodyAsync()).GetProperty("acknowledgement").GetRawText().Should().Be("""{"at":"2026-01-05T08:00:30+00:00","by":"olga","note":"mine"}""");
        (await host.Audit.ListAsync(null, null, 10, default)).Should().ContainSingle("only one acknowledgement counts");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff")]
    [InlineData("..%2F..")]
    public async Task Acknowledge_OfAnUnknownAlert_Is404(string id)
    {
        await using var host = await ApiHost.StartAsync();

        using var answer = await host.Client.SendAsync(Answers.Post($"/alerts/{id}/ack", null));

        await answer.ShouldBeProblemAsync(404, BotErrorCodes.UnknownAlert);
    }

    [Theory]
    [InlineData("""{"note":" "}""", 422, "$.note")]
    [InlineData("""{"note":"a\nb"}""", 422, "$.note")]
    [InlineData("""{"by":"somebody else"}""", 422, "$.by")]
    [InlineData("{", 400, "$")]
    public async Task Acknowledge_WithABadBody_ChangesNothing(string body, int statusCode, string path)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await RaiseAsync(host, "echo", 0);

        using var answer = await host.Client.SendAsync(Answers.Post($"/alerts/{id}/ack", body));

        var problem = await answer.ShouldBeProblemAsync(statusCode, statusCode == 400 ? BotErrorCodes.MalformedJson : BotErrorCodes.InvalidInput);
        problem.GetProperty("error").GetProperty("details")[0].Text("path").Should().Be(path);
        (await Store(host).FindAsync(id, default))!.AcknowledgedAt.Should().BeNull();
    }

    [Fact]
    public async Task Acknowledge_IsForOperators()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await RaiseAsync(host, "echo", 0);

        using var answer = await host.As(ApiHost.Viewer).SendAsync(Answers.Post($"/alerts/{id}/ack", null));

        await answer.ShouldBeProblemAsync(403, BotErrorCodes.Forbidden);
        (await Store(host).FindAsync(id, default))!.AcknowledgedAt.Should().BeNull();
    }

    private static IBotAlertStore Store(ApiHost host) => host.Services.GetRequiredService<IBotAlertStore>();

    private static async Task<Guid> RaiseAsync(ApiHost host, string bot, int number, BotSeverity severity = BotSeverity.Standard)
    {
        var now = host.Clock.GetUtcNow();
        var alert = new BotAlert(Guid.CreateVersion7(now.AddSeconds(number)), bot, $"code-{number}", severity, "It failed.", null, now, now, 1, 0);
        await Store(host).SaveAsync(alert, default);
        return alert.Id;
    }
}

using System.Net;
using System.Text.Json;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class AuditEndpointTests
{
    [Fact]
    public async Task WhatWasDone_IsListedNewestFirstWithWhoDidIt()
    {
        await using var host = await ApiHost.StartAsync();
        await PostAsync(host, "/echo/pause", """{"reason":"maintenance","duration":"00:30:00"}""");
        await PostAsync(host, "/echo/resume");
        await PostAsync(host, "/scripted/circuit/isolate");
        await PostAsync(host, "/scripted/circuit/reset");

        var body = await host.Client.ReadJsonAsync("/audit");

        var entries = body.GetProperty("entries").EnumerateArray().ToList();
        entries.Select(entry => entry.Text("action")).Should().Equal("reset", "isolate", "resume", "pause");
        entries.Should().AllSatisfy(entry => entry.Text("by").Should().Be("olga"));
        entries[3].Text("bot").Should().Be("echo");
        entries[3].Text("note").Should().Be("maintenance (00:30:00)");
        entries[0].GetProperty("at").GetDateTimeOffset().Should().Be(host.Clock.GetUtcNow());
        body.GetProperty("next").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Audit_FiltersAndPages()
    {
        await using var host = await ApiHost.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await PostAsync(host, "/echo/resume");
            await PostAsync(host, "/scripted/resume");
        }

        var first = await host.Client.ReadJsonAsync("/audit?bot=echo&count=2");
        var second = await host.Client.ReadJsonAsync("/audit?bot=echo&count=2&before=" + first.Text("next"));

        first.GetProperty("entries").GetArrayLength().Should().Be(2);
        second.GetProperty("entries").GetArrayLength().Should().Be(1);
        second.GetProperty("next").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task WhatWasRefused_IsNotThere()
    {
        await using var host = await ApiHost.StartAsync();
        using var invalid = await host.Client.SendAsync(Answers.Post("/echo/pause", """{"reason":""}"""));
        using var unknown = await host.Client.SendAsync(Answers.Post("/nobody/resume", null));
        using var forbidden = await host.As(ApiHost.Viewer).SendAsync(Answers.Post("/echo/resume", null));

        (await host.Audit.ListAsync(null, null, 10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task AuditThatFails_KeepsNobodyFromPausing()
    {
        await using var host = await ApiHost.StartAsync(new() { Services = services => services.AddSingleton<IBotAuditStore, BrokenAudit>() });

        await PostAsync(host, "/echo/pause", """{"reason":"fire"}""");

        host.Manager.GetState("echo").Pause.Should().NotBeNull();
        host.Logs.All.Should().Contain(line => line.EventId == 3009 && line.Text.Contains("olga") && line.Text.Contains("pause"));
    }

    [Fact]
    public async Task AuditThatFails_IsAProblemForItsReader()
    {
        await using var host = await ApiHost.StartAsync(new() { Services = services => services.AddSingleton<IBotAuditStore, BrokenAudit>() });

        using var answer = await host.Client.ReadAsync("/audit");

        (await answer.ShouldBeProblemAsync(503, BotErrorCodes.StoreUnavailable)).GetRawText().Should().NotContain("db-7");
        answer.RetryAfter().Should().Be(3);
    }

    [Fact]
    public async Task Audit_NeedsTheAdminPolicyWhereThereIsOne()
    {
        await using var host = await ApiHost.StartAsync(new() { Api = api => api.AdminPolicy = "revealers" });

        using var refused = await host.Client.ReadAsync("/audit");
        using var allowed = await host.As("anna+revealer").ReadAsync("/audit");

        await refused.ShouldBeProblemAsync(403, BotErrorCodes.Forbidden);
        allowed.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static async Task PostAsync(ApiHost host, string path, string? body = null)
    {
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var answer = await host.Client.SendAsync(Answers.Post(path, body));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private sealed class BrokenAudit : IBotAuditStore
    {
        public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
            => throw new BotStoreException("db-7 is gone") { RetryAfter = TimeSpan.FromSeconds(3) };

        public ValueTask<IReadOnlyList<AuditEntry>> ListAsync(string? bot, Guid? before, int count, CancellationToken cancellationToken)
            => throw new BotStoreException("db-7 is gone") { RetryAfter = TimeSpan.FromSeconds(3) };
    }
}

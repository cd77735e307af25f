using BotKit.Notifications.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Notifications.Tests.Delivery;

/// <summary>Alerts that nobody acknowledges go to further people, once, whatever the number of nodes.</summary>
public sealed class EscalationTests
{
    private static Action<NotificationOptions> Escalating(HttpReceiver first, HttpReceiver second, HttpReceiver third) => options =>
    {
        options.WebhookChannels["first"] = new() { Url = first.Url };
        options.WebhookChannels["second"] = new() { Url = second.Url };
        options.WebhookChannels["third"] = new() { Url = third.Url };
        options.Routes.Add(new()
        {
            Channels = { "first" },
            Escalation =
            {
                new() { After = TimeSpan.FromSeconds(3), Channels = { "second" } },
                new() { After = TimeSpan.FromSeconds(5), Channels = { "second", "third" } },
            },
        });
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Alert_NobodyAcknowledges_GoesThroughTheLevels(bool queue)
    {
        await using var first = new HttpReceiver();
        await using var second = new HttpReceiver();
        await using var third = new HttpReceiver();
        await using var host = await AlertingHost.StartAsync(Escalating(first, second, third), queue: queue);

        await host.FailAsync();
        await third.WaitForAsync(1);
        await second.WaitForAsync(2);
        await Task.Delay(TimeSpan.FromSeconds(2));

        first.Calls.Should().ContainSingle();
        second.Calls.Should().HaveCount(2);
        third.Calls.Should().ContainSingle().Which.Text.Should().Contain("\"kind\":\"escalation\"").And.Contain("\"escalationLevel\":3");
        (await host.Alerts.ListAsync(1, default)).Single().EscalationLevel.Should().Be(3);
    }

    [Fact]
    public async Task Alert_Acknowledged_IsNeitherEscalatedNorSentAgain()
    {
        await using var first = new HttpReceiver();
        await using var second = new HttpReceiver();
        await using var third = new HttpReceiver();
        await using var host = await AlertingHost.StartAsync(
            Escalating(first, second, third), bots => bots.Services.Configure<AlertOptions>(options => options.Window = TimeSpan.FromSeconds(2)));

        await host.FailAsync();
        await first.WaitForAsync(1);
        var alert = (await host.Alerts.ListAsync(1, default)).Single();
        await host.Alerts.AcknowledgeAsync(alert.Id, "ada", "I am on it.", default);
        for (var i = 0; i < 6; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            host.Raise("lead", "disk_full");
        }

        first.Calls.Should().ContainSingle();
        second.Calls.Should().BeEmpty();
        (await host.Alerts.ListAsync(10, default)).Should().ContainSingle().Which.Count.Should().BeGreaterThan(3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Alert_OfTwoNodesOnOneStore_IsSentAndEscalatedOnce(bool queue)
    {
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();
        await using var first = new HttpReceiver();
        await using var second = new HttpReceiver();
        await using var third = new HttpReceiver();
        await using var one = await AlertingHost.StartAsync(Escalating(first, second, third), bots => bots.UsePostgreSql(database), queue);
        await using var other = await AlertingHost.StartAsync(Escalating(first, second, third), bots => bots.UsePostgreSql(database), queue);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).Raise("lead", "disk_full"))));
        await third.WaitForAsync(1);
        await second.WaitForAsync(2);
        await Task.Delay(TimeSpan.FromSeconds(3));

        first.Calls.Should().ContainSingle();
        second.Calls.Should().HaveCount(2);
        third.Calls.Should().ContainSingle();
        (await one.Alerts.ListAsync(10, default)).Should().ContainSingle().Which.Count.Should().Be(40);
    }

    [Fact]
    public async Task Alert_NeverHandedOver_IsSentByWhoeverLooks()
    {
        await using var first = new HttpReceiver();
        await using var host = await AlertingHost.StartAsync(options => options.WebhookChannels["first"] = new() { Url = first.Url });
        var at = DateTimeOffset.UtcNow.AddMinutes(-2);

        // As a node leaves it that is killed between storing an alert and handing it over.
        await host.Alerts.SaveAsync(new BotAlert(Guid.CreateVersion7(at), "lead", "disk_full", BotSeverity.Critical, "It failed.", null, at, at, 1, 0), default);
        await first.WaitForAsync(1);
        await Task.Delay(TimeSpan.FromSeconds(3));

        first.Calls.Should().ContainSingle();
    }
}

using System.Text;
using BotKit.Health;
using BotKit.Scheduling.Tests.Queue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotKit.Scheduling.Tests.Schedules;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task Input_OfEveryShape_ArrivesAsItWasWritten()
    {
        const string json = """
            { "Schedules": { "shapes": { "Bot": "shape", "Cron": "* * * * *", "Input": {
                "text": "007", "digits": "12", "number": 7, "price": 1.50, "isOn": true, "day": "friday",
                "numbers": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], "words": ["1", "true", ""], "flags": { "a": true, "b": false },
                "child": { "name": "x", "children": [{ "name": "y", "children": [] }] },
                "shape": { "kind": "square", "side": 3, "isFilled": true },
                "free": { "list": [1, "a", false, null] } } } } }
            """;
        await using var host = await Host(json).StartAsync();

        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        var input = host.Host.Services.GetRequiredService<ShapeLog>().Inputs.Should().ContainSingle().Subject;
        input.Should().BeEquivalentTo(
            new ShapeInput
            {
                Text = "007",
                Digits = "12",
                Number = 7,
                Price = 1.50m,
                IsOn = true,
                Day = DayOfWeek.Friday,
                Numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
                Words = ["1", "true", ""],
                Flags = new() { ["a"] = true, ["b"] = false },
                Child = new("x", [new("y", [])]),
                Shape = new Square(3, true),
            },
            static options => options.RespectingRuntimeTypes().Excluding(static it => it.Free));
        input.Free!.Value.GetProperty("list").GetRawText().Should().Be("[1,\"a\",false,null]");
    }

    [Fact]
    public async Task Start_EverythingIsWrong_AllOfItIsListedAndTheHostDoesNotRun()
    {
        const string json = """
            {
              "Schedules": {
                "Bad_Id": { "Bot": "shape", "Cron": "* * * * *" },
                "cron": { "Bot": "shape", "Cron": "61 * * * *", "Colour": "red" },
                "zone": { "Bot": "shape", "Cron": "* * * * *", "TimeZone": "Mars/Olympus" },
                "bot": { "Bot": "nobody", "Cron": "* * * * *" },
                "none": { },
                "input": { "Bot": "shape", "Cron": "* * * * *", "Input": { "number": "many", "colour": 1 } },
                "rule": { "Bot": "shape", "Cron": "* * * * *", "Input": { "number": 100 } },
                "calendar": { "Bot": "shape", "Cron": "* * * * *", "Blackouts": ["holidays", "nowhere"] },
                "values": { "Bot": "shape", "Cron": "* * * * *", "Overlap": "Sometimes", "CatchUpLimit": "x", "MissedAfter": "24", "StartAt": "2026-01-01T00:00:00", "Blackouts": "holidays" },
                "ranges": { "Bot": "shape", "Cron": "* * * * *", "CatchUpLimit": 0, "MissedAfter": "00:00:00", "Jitter": "2.00:00:00", "Priority": 10, "SuccessWithin": "00:00:00",
                            "StartAt": "2026-01-02T00:00:00Z", "EndAt": "2026-01-01T00:00:00+01:00" },
                "work": { "Bot": "work", "Cron": "* * * * *", "Input": { "number": 1 } }
              },
              "Calendars": { "holidays": { "Dates": ["25.12.2026"], "Ranges": [{ "From": "2026-12-26", "To": "2026-12-24" }], "Days": [] }, "twice": { "Dates": [] } }
            }
            """;
        using var host = RealHost(bots =>
        {
            bots.AddBot<WorkBot>("work").Schedule("* * * * *", input: new ShapeInput()).Schedule("x", input: new WorkInput(1), id: "code");
            bots.AddBot<ShapeBot>("shape").Validate<ShapeValidator>();
            bots.AddBlackoutCalendar("twice", static days => days.AddDate(new(2026, 1, 1)));
            bots.ConfigureSchedules(Section(json));
        });

        var start = () => host.StartAsync();

        var errors = (await start.Should().ThrowAsync<BotConfigurationException>()).Which.Errors;
        errors.Should().Contain(
        [
            "File:Schedules:Bad_Id:Id: An id is a lower-case letter, then at most 62 lower-case letters, digits or hyphens.",
            "File:Schedules:zone:TimeZone: There is no time zone 'Mars/Olympus'; use an IANA id such as Europe/Paris, or a Windows id.",
            "File:Schedules:bot:Bot: No bot named 'nobody' is registered here. Registered: shape, work.",
            "File:Schedules:none: a schedule needs a Bot and a Cron.",
            "File:Schedules:calendar:Blackouts:1: There is no blackout calendar 'nowhere'.",
            "File:Schedules:values:CatchUpLimit: must be a whole number.",
            "File:Schedules:values:Overlap: must be one of Skip, Queue, Allow.",
            "File:Schedules:values:Blackouts: must be a list of calendars' names.",
            "File:Schedules:ranges:CatchUpLimit: It must be between 1 and 1000.",
            "File:Schedules:ranges:EndAt: The end must not be before the start.",
            "File:Calendars:holidays:Dates:0: must be a date such as 2026-12-25.",
            "File:Calendars:holidays:Ranges:0: To must not be before From.",
            "File:Calendars:holidays:Days: there is no such key. A calendar may have Dates, Ranges.",
            "File:Calendars:twice: there are two blackout calendars 'twice'.",
            "Schedule 'work' of bot 'work': input: Its type is not the one that the bot takes, BotKit.Scheduling.Tests.Queue.WorkInput.",
        ]);
        string[] begins =
        [
            "File:Schedules:cron:Cron: ", "File:Schedules:cron:Colour: there is no such key.", "File:Schedules:input:Input:number: ", "File:Schedules:input:Input:colour: ",
            "File:Schedules:rule:Input:number: ", "File:Schedules:values:MissedAfter: ", "File:Schedules:values:StartAt: ", "File:Schedules:ranges:MissedAfter: ",
            "File:Schedules:ranges:Jitter: ", "File:Schedules:ranges:Priority: ", "File:Schedules:ranges:SuccessWithin: ", "File:Schedules:work: the id 'work' is taken",
            "Schedule 'code' of bot 'work': cron: ",
        ];
        begins.Should().OnlyContain(begin => errors.Any(error => error.StartsWith(begin, StringComparison.Ordinal)));
        errors.Should().HaveCount(15 + begins.Length);
    }

    [Fact]
    public async Task Start_TwoSchedulesOfABotWithoutId_SayThatOneNeedsAnId()
    {
        using var host = RealHost(static bots => bots.AddBot<WorkBot>("work")
            .Schedule("0 * * * *", input: new WorkInput(1)).Schedule("30 * * * *", input: new WorkInput(2)));

        var start = () => host.StartAsync();

        (await start.Should().ThrowAsync<BotConfigurationException>()).Which.Errors.Should().ContainSingle().Which.Should().Contain("the id 'work' is taken");
    }

    [Fact]
    public async Task Start_BotIsDisabled_IsNoMistake()
    {
        await using var host = await new ScheduleHost(
            static work => work.Configure(static it => it.Enabled = false).Schedule("* * * * *", input: new WorkInput(1))).StartAsync();

        await host.AdvanceAsync(TimeSpan.FromMinutes(2));

        (await host.OccurrencesAsync()).Should().Equal("00:01-00:02 Disabled x2");
    }

    [Fact]
    public async Task Reload_ValidChange_IsTakenOver()
    {
        var (configuration, source) = Changing("""{ "Schedules": { "a": { "Bot": "shape", "Cron": "0 * * * *" }, "b": { "Bot": "shape", "Cron": "0 * * * *" } } }""");
        await using var host = await Host(configuration).StartAsync();

        source.Change(configuration, """{ "Schedules": { "b": { "Bot": "shape", "Cron": "*/30 * * * *" }, "c": { "Bot": "shape", "Cron": "0 * * * *" } } }""");
        await UntilAsync(async () => await host.Store.FindAsync("c", default) is not null);
        await UntilAsync(async () => (await host.FindAsync("a")).IsRetired);

        (await host.FindAsync("b")).Definition.Cron.Should().Be("*/30 * * * *");
        (await host.HealthAsync()).Status.Should().Be(BotHealthStatus.Healthy);
    }

    [Theory]
    [InlineData("""{ "Schedules": { "a": { "Bot": "shape", "Cron": "0 0 31 2 *" } } }""")]
    [InlineData("{ }")]
    public async Task Reload_InvalidChange_KeepsTheLastGoodOneAndSaysSo(string json)
    {
        var (configuration, source) = Changing("""{ "Schedules": { "a": { "Bot": "shape", "Cron": "0 * * * *" } } }""");
        await using var host = await Host(configuration).StartAsync();

        source.Change(configuration, json);
        await Fakes.Eventually.TrueAsync(() => host.Host.Logs.Any(static entry => entry.EventId.Id == 2107), "it is refused");

        (await host.FindAsync("a")).IsRetired.Should().BeFalse();
        var health = await host.HealthAsync();
        health.Status.Should().Be(BotHealthStatus.Degraded);
        health.Reason.Should().Contain("last good");
        source.Change(configuration, """{ "Schedules": { "a": { "Bot": "shape", "Cron": "5 * * * *" } } }""");
        await UntilAsync(async () => (await host.FindAsync("a")).Definition.Cron == "5 * * * *");
        (await host.HealthAsync()).Status.Should().Be(BotHealthStatus.Healthy);
    }

    [Fact]
    public async Task Reload_CalendarChanges_IsObeyedAtOnce()
    {
        const string json = """{ "Schedules": { "a": { "Bot": "shape", "Cron": "0 12 * * *", "Blackouts": ["days"] } }, "Calendars": { "days": { "Dates": ["DATE"] } } }""";
        var (configuration, source) = Changing(json.Replace("DATE", "2000-01-02", StringComparison.Ordinal));
        await using var host = await Host(configuration).StartAsync();

        source.Change(configuration, json.Replace("DATE", "2000-01-01", StringComparison.Ordinal));
        await Fakes.Eventually.TrueAsync(() => host.Host.Logs.Any(static entry => entry.EventId.Id == 2106), "it is taken over");

        (await host.Schedules.PreviewAsync("a", 2)).Should().Equal(host.Now.AddHours(36), host.Now.AddHours(60));
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(20));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    private static ScheduleHost Host(string json) => Host(Configuration(json));

    private static ScheduleHost Host(IConfigurationRoot configuration) => new(
        bots: bots =>
        {
            bots.AddBot<ShapeBot>("shape").Validate<ShapeValidator>();
            bots.ConfigureSchedules(configuration);
        },
        services: static services => services.AddSingleton<ShapeLog>());

    private static IHost RealHost(Action<IBotKitBuilder> bots)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<TestWork>().AddSingleton<ShapeLog>().AddBotKit(bots);
        return builder.Build();
    }

    private static IConfigurationRoot Configuration(string json)
        => new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

    private static IConfigurationSection Section(string json) => Configuration($$"""{ "File": {{json}} }""").GetSection("File");

    private static (IConfigurationRoot Configuration, ChangingSource Source) Changing(string json)
    {
        var source = new ChangingSource(json);
        return (new ConfigurationBuilder().Add(source).Build(), source);
    }

    private sealed class ChangingSource(string json) : IConfigurationSource
    {
        private string _json = json;

        public void Change(IConfigurationRoot root, string to)
        {
            _json = to;
            root.Reload();
        }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(this);

        private sealed class Provider(ChangingSource source) : ConfigurationProvider
        {
            public override void Load() => Data = Configuration(source._json).AsEnumerable()
                .Where(static entry => entry.Value is not null).ToDictionary(static entry => entry.Key, static entry => entry.Value, StringComparer.OrdinalIgnoreCase);
        }
    }
}

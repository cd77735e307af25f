using BotKit.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BotKit.Core.Tests.DependencyInjection.Configuration;

/// <summary>A source of the options of <c>lead</c> and <c>mail</c>, and a list of all that it calls back.</summary>
internal sealed class SourceUnderTest : IDisposable
{
    private readonly List<IConfigureOptions<BotOptions>> _configure = [];
    private readonly IConfigurationSection[] _sections;
    private BotOptionsSource? _source;

    public SourceUnderTest(params IConfigurationSection[] sections) => _sections = sections;

    public List<string> Calls { get; } = [];

    public Dictionary<string, BotOptions> Current { get; } = [];

    public Action<string>? WhenChanged { get; set; }

    public BotOptionsSource Source => _source ??= new(["lead", "mail"], _sections, _configure)
    {
        Changed = (bot, options) =>
        {
            WhenChanged?.Invoke(bot);
            Current[bot] = options;
            Calls.Add($"changed {bot}");
        },
        ReloadFailed = (name, errors) => Calls.Add($"failed {name}: {string.Join(" ", errors)}"),
        ReloadRecovered = name => Calls.Add($"recovered {name}"),
    };

    public SourceUnderTest Configure(string bot, Action<BotOptions> configure)
    {
        _configure.Add(new ConfigureNamedOptions<BotOptions>(bot, configure));
        return this;
    }

    public SourceUnderTest Configure(IConfigureOptions<BotOptions> configure)
    {
        _configure.Add(configure);
        return this;
    }

    public SourceUnderTest Load()
    {
        foreach (var (bot, options) in Source.LoadAll())
        {
            Current[bot] = options;
        }

        return this;
    }

    public static BotOptions Lead(string json) => Lead(JsonText.Bots($$"""{ "Bots": { "lead": {{json}} } }"""));

    public static BotOptions Lead(IConfigurationSection section)
    {
        using var source = new SourceUnderTest(section);
        return source.Load().Current["lead"];
    }

    public static IReadOnlyList<string> LeadErrors(string json)
    {
        using var source = new SourceUnderTest(JsonText.Bots($$"""{ "Bots": { "lead": {{json}} } }"""));
        return source.Errors();
    }

    public IReadOnlyList<string> Errors() => Source.Invoking(it => it.LoadAll()).Should().Throw<BotConfigurationException>().Which.Errors;

    public void Dispose() => _source?.Dispose();
}

using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotKit.Handlers.Analytics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Tests.Analytics;

public sealed class AnalyticsDocsTests
{
    private static readonly string[] OfAllOperations = ["source", "period", "title"];

    [Fact]
    public void Page_TellsEveryOperationWithItsMembers()
    {
        var operations = typeof(AnalyticsInput).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(type => (
            (string)type.TypeDiscriminator!,
            InOrder(type.DerivedType.GetProperties().Select(member => Camel(member.Name)).Except(OfAllOperations))));

        Table("| `operation` | input | gives |").Select(row => (row[0], InOrder(row[1].Split(", ")))).Should().BeEquivalentTo(operations);
    }

    [Fact]
    public void Page_TellsEveryErrorCodeWithItsSeverity()
    {
        var codes = typeof(AnalyticsErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        Table("| code | severity | meaning |").Select(row => (row[0], row[1])).Should().BeEquivalentTo(codes.Select(code => (code, AnalyticsFailure.Of(code, "x").Severity.ToString())));
    }

    [Fact]
    public void Page_TellsEverySettingOfADatasetWithItsDefault()
    {
        var dataset = new DatasetOptions();

        Table("| setting of a dataset | default | |").Select(row => (row[0], row[1])).Should().BeEquivalentTo(typeof(DatasetOptions).GetProperties().Select(setting => (
            setting.Name,
            setting.GetValue(dataset) switch { TimeSpan span => $"{span.TotalSeconds:0} s", null => "", var value => value.ToString() })));
    }

    [Fact]
    public void Page_TellsEverySettingOfTheSection()
        => Table("| setting | |").Select(row => row[0]).Should().BeEquivalentTo(typeof(AnalyticsOptions).GetProperties().Select(setting => setting.Name));

    [Theory]
    [InlineData("| measure | value |", typeof(KpiMeasure))]
    [InlineData("| expression | value |", typeof(KpiExpression))]
    public void Page_TellsEveryMemberOf(string header, Type type)
        => Table(header).Select(row => row[0]).Should().BeEquivalentTo(type.GetProperties().Select(member => Camel(member.Name)));

    [Fact]
    public void Page_TellsEveryComparisonOfAFilter()
    {
        var sentence = Page().Split("`is` is one of ")[1].Split('.')[0];

        sentence.Split(',').Select(name => name.Trim('`', '\n', ' ')).Should().BeEquivalentTo(Enum.GetNames<KpiComparison>().Select(Camel));
    }

    [Theory]
    [InlineData("minutes")]
    [InlineData("runs")]
    public async Task Page_TellsColumnsOfTheLedgerThatItHas(string rows)
    {
        await using var world = new AnalyticsWorld();
        var columns = Table("| rows of the ledger | columns | one for |").Single(row => row[0] == rows)[1].Split(", ").Except(["time"]);

        foreach (var column in columns)
        {
            await world.ResultAsync<AnalyticsKpis>(
                $$"""{"operation":"kpis","source":{"ledger":"{{rows}}"},"period":{"last":7},"kpis":[{"name":"n","measure":{"countDistinct":"{{column}}"} }]}""");
        }
    }

    [Fact]
    public async Task Page_ExampleOfConfiguration_IsValid()
    {
        var json = Page().Split("```json\n")[1].Split("```")[0];
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        var services = new ServiceCollection();
        services.AddBotKit(bots => bots.AddAnalyticsBot(configuration.GetSection("Analytics")));
        await using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<AnalyticsOptions>>().Value;

        options.Datasets.Should().ContainKey("orders");
        options.Kpis.Should().ContainKey("sales").WhoseValue.Measure!.Sum.Should().NotBeNull();
        options.Reports.Should().ContainKey("weekly").WhoseValue.Parts.Should().HaveCountGreaterThan(2);
    }

    [Fact]
    public void Page_ExamplesOfInputs_AreInputs()
    {
        var examples = Page().Split("```json\n").Skip(2).Select(part => part.Split("```")[0]).Where(text => !text.StartsWith("{\"success\"", StringComparison.Ordinal)).ToList();

        examples.Should().NotBeEmpty();
        foreach (var example in examples.SelectMany(text => text.Split("\n\n")))
        {
            JsonSerializer.Deserialize(example, AnalyticsJson.Default.AnalyticsInput).Should().NotBeNull();
        }
    }

    private static string Page() => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "handlers", "analytics.md"));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string InOrder(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private static IEnumerable<string[]> Table(string header)
        => Page().Split('\n')
            .SkipWhile(line => line != header).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Replace("`", "", StringComparison.Ordinal).Trim()).ToArray());
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using BotKit.Handlers.Workflows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Tests.Workflows;

public sealed class WorkflowTaskDocsTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "handlers", "workflow-tasks.md"));

    [Fact]
    public void Page_TellsEveryErrorName()
    {
        Table("| error of `http` | when |").Select(row => row[0]).Should().BeEquivalentTo(Constants(typeof(HttpErrors)).Append(HttpErrors.OfStatus(404)));
        Table("| error of `email` | when |").Select(row => row[0]).Should().BeEquivalentTo(Constants(typeof(EmailErrors)));
    }

    [Fact]
    public void Page_TellsEveryParameter()
    {
        Table("| parameter of `http` | meaning |").Select(row => row[0]).Should().BeEquivalentTo(HttpTaskRequest.Members);
        Table("| parameter of `email` | meaning |").Select(row => row[0]).Should().BeEquivalentTo(EmailTaskMessage.Members);
    }

    [Fact]
    public void Page_TellsEveryOptionWithDefaultAndRange()
    {
        ShouldTell("| option of `WorkflowHttpOptions` | default | range | meaning |", new WorkflowHttpOptions());
        ShouldTell("| option of `WorkflowEmailOptions` | default | range | meaning |", new WorkflowEmailOptions());
    }

    [Theory]
    [InlineData("Timeout", "00:00:00.100", "00:15:00")]
    [InlineData("ConnectTimeout", "00:00:00.100", "00:02:00")]
    public void Page_TellsTheRangesOfDurations(string option, string low, string high)
    {
        Table("| option of `WorkflowHttpOptions` | default | range | meaning |").Single(row => row[0] == option)[2].Should().Be($"{low} to {high}");

        var (first, last) = (TimeSpan.Parse(low, CultureInfo.InvariantCulture), TimeSpan.Parse(high, CultureInfo.InvariantCulture));
        foreach (var (value, isGood) in new[] { (first, true), (last, true), (first - TimeSpan.FromTicks(1), false), (last + TimeSpan.FromTicks(1), false) })
        {
            var options = new WorkflowHttpOptions { Timeout = TimeSpan.FromMinutes(15), ConnectTimeout = TimeSpan.FromMilliseconds(100) };
            typeof(WorkflowHttpOptions).GetProperty(option)!.SetValue(options, value);
            new WorkflowHttpOptionsRules().Validate(null, options).Succeeded.Should().Be(isGood, "{0} = {1}", option, value);
        }
    }

    [Fact]
    public void Page_HasAConfigurationThatIsGood()
    {
        var json = string.Join('\n', Page.SkipWhile(line => line != "  \"Workflows\": {").TakeWhile(line => line != "```"));
        var section = new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes("{" + json))).Build().GetSection("Workflows:Http");
        using var provider = new ServiceCollection().AddBotKit(bots => bots.AddWorkflowHttpTasks(section)).BuildServiceProvider();

        provider.GetRequiredService<IOptions<WorkflowHttpOptions>>().Value.AllowedHosts.Should().HaveCount(4);
    }

    private static void ShouldTell(string header, object options)
        => Table(header).Select(row => $"{row[0]} {row[1]} {(row[2].Contains(':', StringComparison.Ordinal) ? "" : row[2])}").Should().BeEquivalentTo(options.GetType().GetProperties().Select(option =>
        {
            var value = option.GetValue(options);
            var range = option.GetCustomAttribute<RangeAttribute>();
            return string.Create(CultureInfo.InvariantCulture, $"{option.Name} {(value is string or ValueType ? value : "empty")} {(range is null ? "" : $"{range.Minimum} to {range.Maximum}")}");
        }));

    private static IEnumerable<string> Constants(Type type)
        => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string[]> Table(string header)
        => Page.SkipWhile(line => line != header).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Replace("`", "", StringComparison.Ordinal).Trim()).ToArray());
}

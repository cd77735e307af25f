using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using BotKit.Handlers.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Holds docs/handlers/workflows.md against the code.</summary>
public sealed class WorkflowDocsTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "handlers", "workflows.md"));

    [Fact]
    public void Page_TellsEveryOperationWithItsMembers()
    {
        var operations = typeof(WorkflowInput).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(static type => (
            (string)type.TypeDiscriminator!,
            string.Join(", ", type.DerivedType.GetProperties().Select(static member => char.ToLowerInvariant(member.Name[0]) + member.Name[1..]).DefaultIfEmpty("none").Order(StringComparer.Ordinal))));

        Table("| `operation` | input | gives |").Select(static row => (row[0], string.Join(", ", row[1].Split(", ").Order(StringComparer.Ordinal)))).Should().BeEquivalentTo(operations);
    }

    [Fact]
    public void Page_TellsEveryErrorCodeWithItsSeverity()
        => Table("| code | severity | meaning |").Select(static row => (row[0], row[1]))
            .Should().BeEquivalentTo(Constants(typeof(WorkflowErrorCodes)).Select(static code => (code, WorkflowFailure.Of(code, "x").Severity.ToString())));

    [Fact]
    public void Page_TellsEveryProblemOfADefinition()
        => Table("| code of a problem | what is wrong |").Select(static row => row[0]).Should().BeEquivalentTo(Constants(typeof(WorkflowProblemCodes)));

    [Fact]
    public void Page_TellsEveryOptionWithDefaultAndRange()
    {
        var options = new WorkflowOptions();
        var told = typeof(WorkflowOptions).GetProperties().Where(static option => option.CanWrite).Select(option =>
        {
            var range = option.GetCustomAttribute<RangeAttribute>()!;
            return string.Create(CultureInfo.InvariantCulture, $"{option.Name} {option.GetValue(options)} {range.Minimum} to {range.Maximum}");
        });

        Table("| option of `WorkflowOptions` | default | range | meaning |").Select(static row => $"{row[0]} {row[1]} {row[2]}").Should().BeEquivalentTo(told);
    }

    [Fact]
    public async Task Page_ItsExampleIsAWorkflow()
    {
        var text = string.Join('\n', Page.SkipWhile(static line => line != "```json").Skip(1).TakeWhile(static line => line != "```"));
        await using var host = new WorkflowHost(static _ => { }, static bots =>
        {
            foreach (var bot in new[] { "stock", "pay", "release" })
            {
                bots.AddBot<EchoBot>(bot);
            }
        });
        host.Services.GetRequiredService<WorkflowCatalog>().Check("order", Encoding.UTF8.GetBytes(text), out _).Should().BeEmpty();
    }

    private static IEnumerable<string> Constants(Type type)
        => type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(static field => field.IsLiteral).Select(static field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string[]> Table(string header)
        => Page.SkipWhile(line => line != header).Skip(2).TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line.Trim('|').Split('|').Select(static cell => cell.Replace("`", "", StringComparison.Ordinal).Trim()).ToArray());
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.Core.Tests.Scripted;
using BotKit.Json;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.DependencyInjection;

/// <summary>A host in which reflection is turned off, as native AOT has it.</summary>
public class MissingJsonTests
{
    [Fact]
    public async Task RunJsonAsync_NoContract_NamesTypeBotAndUseJson()
    {
        await using var host = WithoutReflection(Script.Returning());

        var run = () => host.RunJsonAsync("\"go\"");

        (await run.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*System.String*'scripted'*UseJson*");
        host.Ledger.Runs.Should().BeEmpty();
    }

    [Fact]
    public async Task RunAsync_NoContract_Works()
    {
        await using var host = WithoutReflection(Script.Returning());

        (await host.RunAsync("go")).Data.Should().Be("done");
    }

    [Fact]
    public async Task RunAsync_KeyAndNoContract_NamesUseJsonBeforeTheRun()
    {
        var script = Script.Returning();
        await using var host = WithoutReflection(script);

        var run = () => host.RunAsync("go", new BotRunOptions { IdempotencyKey = "k" });

        (await run.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*the result of bot 'scripted'*UseJson*");
        script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Find_NoContract_DescribesWithoutJson()
    {
        await using var host = WithoutReflection(Script.Returning());

        var bot = host.Manager.Find(Hosts.Bot)!;

        bot.InputJson.Should().BeNull();
        bot.ResultJson.Should().BeNull();
        bot.InputSchema.Should().BeNull();
    }

    [Fact]
    public async Task UseJson_Resolver_IsAskedForTheContracts()
    {
        var resolver = new Resolver();
        await using var host = Hosts.Of(
            Script.Returning(), bot: bot => bot.Services.AddBotKit(bots => bots.UseJson(resolver)));

        await host.RunJsonAsync("\"go\"");

        resolver.Asked.Should().Contain(typeof(string));
    }

    [Fact]
    public async Task InputSchema_KnowsTheValidatorsOfTheRunsScope()
    {
        await using var host = Hosts.Of(
            Script.Returning(), bot: bot => bot.Validate<MaxThree>(ServiceLifetime.Scoped), services: services => services.AddScoped<Limit>());

        var schema = host.Manager.Find(Hosts.Bot)!.InputSchema!.Value;

        schema.ValueKind.Should().Be(JsonValueKind.Object);
        (await host.RunAsync("four")).Status.Should().Be(BotStatus.Invalid);
    }

    private static BotTestHost<ScriptedBot> WithoutReflection(Script script)
        => Hosts.Of(script, services: services => services.AddSingleton(new BotJson([], allowReflection: false)));

    private sealed class Resolver : IJsonTypeInfoResolver
    {
        public List<Type> Asked { get; } = [];

        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
        {
            Asked.Add(type);
            return null;
        }
    }

    private sealed class Limit
    {
        public int Length { get; } = 3;
    }

    private sealed class MaxThree : FluentValidation.AbstractValidator<string>
    {
        public MaxThree(Limit limit)
            => FluentValidation.DefaultValidatorExtensions.MaximumLength(RuleFor(text => text), limit.Length);
    }
}

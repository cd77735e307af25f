using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using BotKit.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

public class InputTests
{
    private readonly Script _script = new((input, _, _) => new(input));

    [Fact]
    public async Task RunJsonAsync_Text_IsBound()
    {
        await using var host = Hosts.Of(_script);

        var result = await host.RunJsonAsync("\"hello\"");

        result.Data.Should().Be("hello");
        host.Ledger.Runs.Should().ContainSingle().Which.Input.Should().Be("hello");
    }

    [Fact]
    public async Task RunJsonAsync_NoJson_IsMalformed()
    {
        await using var host = Hosts.Of(_script);

        var result = await host.RunJsonAsync("{");

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Code.Should().Be(BotErrorCodes.MalformedJson);
        result.Error.Message.Should().Be("The input is not well-formed JSON.");
        result.Error.Details.Should().NotBeEmpty();
        _script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task RunJsonAsync_WrongType_IsInvalid()
    {
        await using var host = Hosts.Of(_script);

        var result = await host.RunJsonAsync("17");

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Code.Should().Be(BotErrorCodes.InvalidInput);
        result.Error.Message.Should().Be("The input is not valid.");
        result.Error.Severity.Should().Be(BotSeverity.Warning);
        result.Error.Details.Should().ContainSingle().Which.Path.Should().Be("$");
        result.Attempts.Should().Be(0);
    }

    [Fact]
    public async Task RunJsonAsync_DoesNotBind_IsRecordedWithoutAnInput()
    {
        await using var host = Hosts.Of(_script);

        await host.RunJsonAsync("17");

        host.Ledger.Runs.Should().ContainSingle().Which.Input.Should().BeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task RunAsync_NoInput_IsInvalid(string? key)
    {
        await using var host = Hosts.Of(_script);

        var result = await host.RunAsync(null!, new BotRunOptions { IdempotencyKey = key });

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Details.Should().Equal(new BotFieldError("$", "An input is required.", "required"));
        _script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_Invalid_DoesNotCallTheBotAndNamesTheFields()
    {
        await using var host = Hosts.Of(_script, bot: bot => bot.Validate<First>());

        var result = await host.RunAsync("bad");

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Details.Should().Equal(new BotFieldError("$.first", "First.", "first"));
        _script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_SeveralValidators_ReportEverythingInTheirOrder()
    {
        await using var host = Hosts.Of(_script, bot: bot => bot.Validate<First>().Validate<Second>(ServiceLifetime.Scoped));

        var result = await host.RunAsync("bad");

        result.Error!.Details!.Select(problem => problem.Code).Should().Equal("first", "second");
    }

    [Fact]
    public async Task RunAsync_SeveralValidatorsAgree_CallsTheBot()
    {
        await using var host = Hosts.Of(_script, bot: bot => bot.Validate<First>().Validate<Second>());

        (await host.RunAsync("good")).Data.Should().Be("good");
    }

    [Fact]
    public async Task RunAsync_OnlyTheSecondValidatorObjects_IsInvalid()
    {
        await using var host = Hosts.Of(_script, bot: bot => bot.Validate<First>().Validate<Second>());

        var result = await host.RunAsync("only second");

        result.Error!.Details!.Select(problem => problem.Code).Should().Equal("second");
    }

    [Fact]
    public async Task Validate_Singleton_IsSharedByAllRuns()
    {
        Counted.Reset();
        await using var host = Hosts.Of(_script, bot: bot => bot.Validate<Counted>());

        await host.RunManyAsync(3);

        Counted.Made.Should().Be(1);
    }

    [Fact]
    public async Task Validate_Scoped_ComesFromTheRunsScope()
    {
        var fromValidator = new List<Scoped>();
        var fromBot = new List<Scoped>();
        await using var host = Hosts.Of(
            new Script((_, context, _) =>
            {
                fromBot.Add(context.Services.GetRequiredService<Scoped>());
                return new("done");
            }),
            bot: bot => bot.Validate<ScopedValidator>(ServiceLifetime.Scoped),
            services: services => services.AddScoped<Scoped>().AddSingleton(fromValidator));

        await host.RunManyAsync(2);

        fromValidator.Should().OnlyHaveUniqueItems().And.Equal(fromBot);
    }

    private sealed class First : IBotValidator<string>
    {
        public ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(string input, CancellationToken cancellationToken)
            => new(input == "bad" ? [new BotFieldError("$.first", "First.", "first")] : []);
    }

    private sealed class Second : IBotValidator<string>
    {
        public ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(string input, CancellationToken cancellationToken)
            => new(input is "bad" or "only second" ? [new BotFieldError("$.second", "Second.", "second")] : []);
    }

    private sealed class Counted : IBotValidator<string>
    {
        private static readonly AsyncLocal<StrongCount?> Count = new();

        public Counted() => Count.Value!.Made++;

        public static int Made => Count.Value!.Made;

        public static void Reset() => Count.Value = new StrongCount();

        public ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(string input, CancellationToken cancellationToken) => new([]);

        private sealed class StrongCount
        {
            public int Made { get; set; }
        }
    }

    private sealed class Scoped;

    private sealed class ScopedValidator(Scoped scoped, List<Scoped> seen) : IBotValidator<string>
    {
        public ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(string input, CancellationToken cancellationToken)
        {
            seen.Add(scoped);
            return new([]);
        }
    }
}

using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.DependencyInjection;

public class RegistrationTests
{
    private readonly ServiceCollection _services = [];

    [Fact]
    public void AddBot_TakenName_NamesBothClasses()
    {
        var add = () => _services.AddBotKit(bots =>
        {
            bots.AddBot<ScriptedBot>("lead");
            bots.AddBot<OtherBot>("lead");
        });

        add.Should().Throw<InvalidOperationException>().WithMessage("*'lead'*ScriptedBot*OtherBot*");
    }

    [Theory]
    [InlineData("health")]
    [InlineData("metrics")]
    [InlineData("logs")]
    [InlineData("runs")]
    [InlineData("schedules")]
    [InlineData("alerts")]
    [InlineData("audit")]
    [InlineData("events")]
    [InlineData("files")]
    [InlineData("workflows")]
    public void AddBot_ReservedName_SaysSo(string name)
        => Adding(name).Should().Throw<ArgumentException>().WithMessage($"*'{name}' is reserved*");

    [Theory]
    [InlineData("")]
    [InlineData("Lead")]
    [InlineData("1lead")]
    [InlineData("-lead")]
    [InlineData("lead_bot")]
    [InlineData("lead bot")]
    [InlineData("léad")]
    [InlineData("lead/../x")]
    public void AddBot_MalformedName_SaysSo(string name)
        => Adding(name).Should().Throw<ArgumentException>().WithMessage($"'{name}' is not a bot name*");

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void AddBot_LongName_IsAllowedUpTo63Characters(int length, bool allowed)
    {
        var name = new string('a', length);

        if (allowed)
        {
            Adding(name).Should().NotThrow();
        }
        else
        {
            Adding(name).Should().Throw<ArgumentException>();
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("z9-")]
    [InlineData("lead-2-b")]
    public void AddBot_WellFormedName_IsAllowed(string name) => Adding(name).Should().NotThrow();

    [Fact]
    public void AddBot_NoName_IsAMistake() => Adding(null!).Should().Throw<ArgumentNullException>();

    [Fact]
    public void AddBot_AbstractClass_SaysSo()
    {
        var add = () => _services.AddBotKit(bots => bots.AddBot<AbstractBot>("lead"));

        add.Should().Throw<ArgumentException>().WithMessage("*AbstractBot*abstract*");
    }

    [Fact]
    public void Validate_AnotherType_NamesValidatorInputAndBot()
    {
        var add = () => _services.AddBotKit(bots => bots.AddBot<ScriptedBot>("lead").Validate<NumberValidator>());

        add.Should().Throw<InvalidOperationException>().WithMessage("*NumberValidator*System.String*'lead'*");
    }

    [Fact]
    public void Validate_NoValidatorAtAll_SaysSo()
    {
        var add = () => _services.AddBotKit(bots => bots.AddBot<ScriptedBot>("lead").Validate<OtherBot>());

        add.Should().Throw<InvalidOperationException>().WithMessage("*neither an IValidator<String> nor an IBotValidator<String>*");
    }

    [Fact]
    public void Validate_FluentValidator_IsTaken()
    {
        _services.AddBotKit(bots => bots.AddBot<ScriptedBot>("lead").Validate<TextValidator>());

        _services.Should().ContainSingle(service => service.ServiceType == typeof(TextValidator)).Which.Lifetime.Should().Be(ServiceLifetime.Singleton);
    }

    [Fact]
    public void Validate_RegisteredWithAnotherLifetime_SaysSo()
    {
        _services.AddScoped<TextValidator>();

        var add = () => _services.AddBotKit(bots => bots.AddBot<ScriptedBot>("lead").Validate<TextValidator>());

        add.Should().Throw<InvalidOperationException>().WithMessage("*TextValidator*Scoped*Singleton*");
    }

    [Fact]
    public void Validate_RegisteredAlready_IsNotRegisteredAgain()
    {
        _services.AddScoped<TextValidator>();

        _services.AddBotKit(bots => bots.AddBot<ScriptedBot>("lead").Validate<TextValidator>(ServiceLifetime.Scoped));

        _services.Should().ContainSingle(service => service.ServiceType == typeof(TextValidator));
    }

    [Fact]
    public void OnError_WithoutACode_IsAMistake()
    {
        var add = () => _services.AddBotKit(bots => bots.AddBot<ScriptedBot>("lead").OnError<Exception>(BotSeverity.Standard, " "));

        add.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Bot_OfABuilderThatNobodyAdded_NamesAddBot()
    {
        _services.AddBotKit(_ => { });

        var use = () => new Builder("stranger", _services).OnError<Exception>(BotSeverity.Standard, "code");

        use.Should().Throw<InvalidOperationException>().WithMessage("*'stranger'*AddBot<T>*");
    }

    [Fact]
    public void Arguments_ThatAreMissing_AreMistakes()
    {
        IBotBuilder bot = new Builder("lead", _services);
        IBotKitBuilder? bots = null;
        _services.AddBotKit(builder => bots = builder);

        Throws("services", () => BotKitServiceCollectionExtensions.AddBotKit(null!, _ => { }));
        Throws("configure", () => _services.AddBotKit(null!));
        Throws("builder", () => BotKitBuilderExtensions.AddBot<ScriptedBot>(null!, "lead"));
        Throws("builder", () => BotKitBuilderExtensions.Configure(null!, null!));
        Throws("section", () => bots!.Configure(null!));
        Throws("middleware", () => bots!.Use(null!));
        Throws("builder", () => BotKitBuilderExtensions.Use(null!, (_, _, _) => ValueTask.CompletedTask));
        Throws("builder", () => BotKitBuilderExtensions.Use<Middleware>(null!));
        Throws("resolver", () => bots!.UseJson(null!));
        Throws("builder", () => BotKitBuilderExtensions.UseJson(null!, null!));
        Throws("builder", () => BotKitBuilderExtensions.AddNotifier<RecordingNotifier>(null!));
        Throws("builder", () => BotKitBuilderExtensions.AddErrorClassifier<Classifier>(null!));
        Throws("builder", () => BotBuilderExtensions.Configure(null!, _ => { }));
        Throws("configure", () => bot.Configure(null!));
        Throws("builder", () => BotBuilderExtensions.Validate<TextValidator>(null!));
        Throws("builder", () => BotBuilderExtensions.OnError<Exception>(null!, BotSeverity.Standard, "code"));
        Throws("builder", () => BotBuilderExtensions.Use(null!, (_, _, _) => ValueTask.CompletedTask));
        Throws("middleware", () => bot.Use(null!));
        Throws("builder", () => BotBuilderExtensions.Use<Middleware>(null!));
    }

    [Fact]
    public void AddBotKit_Twice_AddsEachPartOnce()
    {
        _services.AddBotKit(bots => bots.AddBot<ScriptedBot>("a"));
        var once = _services.Count;

        _services.AddBotKit(_ => { });

        _services.Should().HaveCount(once);
    }

    [Fact]
    public async Task AddBotKit_Twice_KeepsTheBotsOfBoth()
    {
        _services.AddSingleton(Script.Returning());
        _services.AddBotKit(bots => bots.AddBot<ScriptedBot>("a"));
        _services.AddBotKit(bots => bots.AddBot<ScriptedBot>("b"));
        await using var provider = _services.BuildServiceProvider();

        provider.GetRequiredService<IBotManager>().Bots.Select(bot => bot.Name).Should().Equal("a", "b");
    }

    [Fact]
    public void AddBotKit_ReturnsTheCollection() => _services.AddBotKit(_ => { }).Should().BeSameAs(_services);

    [Fact]
    public async Task AddBot_ClassIsRegistered_KeepsItsLifetime()
    {
        _services.AddSingleton(Script.Returning());
        _services.AddSingleton<ScriptedBot>();
        _services.AddBotKit(bots => bots.AddBot<ScriptedBot>("a"));
        await using var provider = _services.BuildServiceProvider();

        _services.Should().ContainSingle(service => service.ServiceType == typeof(ScriptedBot));
    }

    private static void Throws(string name, Action action) => action.Should().Throw<ArgumentNullException>().WithParameterName(name);

    private Action Adding(string name) => () => new ServiceCollection().AddBotKit(bots => bots.AddBot<ScriptedBot>(name));

    private sealed record Builder(string Name, IServiceCollection Services) : IBotBuilder;

    private abstract class AbstractBot : BaseBot<string, string>;

    private sealed class OtherBot : BaseBot<string, string>
    {
        protected override ValueTask<string> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken) => new(input);
    }

    private sealed class NumberValidator : AbstractValidator<int>;

    private sealed class TextValidator : AbstractValidator<string>;

    private sealed class Middleware : IBotMiddleware
    {
        public ValueTask InvokeAsync(BotContext context, BotDelegate next, CancellationToken cancellationToken) => next(context, cancellationToken);
    }

    private sealed class Classifier : BotKit.Errors.IBotErrorClassifier
    {
        public BotFailure? Classify(Exception exception) => null;
    }
}

using Microsoft.Extensions.Configuration;

namespace BotKit.Core.Tests.DependencyInjection.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("botkit-").FullName;

    public ConfigurationFileTests() => Write(1);

    private string File => Path.Combine(_folder, "bots.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Reload_FileReadAgain_SwapsTheBot()
    {
        var root = new ConfigurationBuilder().AddJsonFile(File).Build();
        using var source = new SourceUnderTest(root.GetSection("Bots")).Load();

        Write(2);
        root.Reload();

        source.Current["lead"].MaxConcurrency.Should().Be(2);
    }

    [Fact]
    public void Reload_TruncatedFileReadByHand_ThrowsToTheCallerAndKeepsTheOptions()
    {
        var root = new ConfigurationBuilder().AddJsonFile(File).Build();
        using var source = new SourceUnderTest(root.GetSection("Bots")).Load();

        System.IO.File.WriteAllText(File, """{ "Bots": { "lead": { "MaxConc""");

        root.Invoking(it => it.Reload()).Should().Throw<InvalidDataException>();
        source.Calls.Should().BeEmpty();
        source.Source.LoadAll()["lead"].MaxConcurrency.Should().Be(1);
    }

    [Fact]
    public void Reload_FileGoneWhenReadAgain_KeepsTheOptions()
    {
        var root = new ConfigurationBuilder().AddJsonFile(File, optional: true).Build();
        using var source = new SourceUnderTest(root.GetSection("Bots")).Load();

        System.IO.File.Delete(File);
        root.Reload();

        source.Calls.Should().ContainSingle().Which.Should().StartWith("failed Bots: ");
        source.Source.LoadAll()["lead"].MaxConcurrency.Should().Be(1);
    }

    /// <summary>The file watcher is real here, so this waits for what it signals.</summary>
    [Fact]
    public async Task Reload_WatchedFileTruncatedThenMended_KeepsTheOptionsThenSwaps()
    {
        var broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var root = new ConfigurationBuilder().AddJsonFile(file =>
        {
            file.Path = File;
            file.ReloadOnChange = true;
            file.ReloadDelay = 10;
            file.OnLoadException = _ => broken.TrySetResult();
            file.ResolveFileProvider();
        }).Build();
        using var source = new SourceUnderTest(root.GetSection("Bots")).Load();
        source.WhenChanged = _ => mended.TrySetResult();

        System.IO.File.WriteAllText(File, """{ "Bots": { "lead": { "MaxConc""");
        await broken.Task.WaitAsync(Patience);
        var whileBroken = source.Source.LoadAll()["lead"].MaxConcurrency;
        Write(3);
        await mended.Task.WaitAsync(Patience);

        whileBroken.Should().Be(1);
        source.Source.LoadAll()["lead"].MaxConcurrency.Should().Be(3);
        (root as IDisposable)?.Dispose();
    }

    private void Write(int limit)
        => System.IO.File.WriteAllText(File, $$"""{ "Bots": { "lead": { "MaxConcurrency": {{limit}} } } }""");
}

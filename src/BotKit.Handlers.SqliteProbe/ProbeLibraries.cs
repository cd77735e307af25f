using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace BotKit.Handlers.SqliteProbe;

/// <summary>Finds SQLite, managed and native, in the output of the program that this one was shipped with.</summary>
internal static class ProbeLibraries
{
    public static void FindBeside(IReadOnlyList<string> nativeFolders)
    {
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
        {
            var path = Path.Combine(AppContext.BaseDirectory, name.Name + ".dll");
            return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        };

        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => Find(nativeFolders, name);
    }

    private static nint Find(IReadOnlyList<string> folders, string name)
    {
        foreach (var folder in folders.Append(AppContext.BaseDirectory))
        {
            foreach (var file in (string[])[$"lib{name}.so", $"lib{name}.dylib", $"{name}.dll", name])
            {
                var path = Path.Combine(folder, file);
                if (File.Exists(path) && NativeLibrary.TryLoad(path, out var library))
                {
                    return library;
                }
            }
        }

        return 0;
    }
}

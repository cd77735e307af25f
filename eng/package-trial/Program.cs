Console.WriteLine("The packages restore and compile.");
